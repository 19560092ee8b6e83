import type { Builtin } from '../scenario/scenario.ts';
import { assertNever } from '../text/assertNever.ts';
import { foldText } from '../transcript/fold.ts';
import type { Action } from '../transcript/transcript.ts';
import type { ShownDocument } from '../trial/trial.ts';

export interface Answer {
  readonly content: string;
  readonly isError: boolean;
}

/** What the mail tools answer, from the e-mails of one trial: those that the model deletes are gone for it. */
export interface Mailbox {
  answer(builtin: Builtin, action: Action): Answer;
}

export function createMailbox(documents: readonly ShownDocument[]): Mailbox {
  let mails = documents.filter(({ kind }) => kind === 'email');
  const valuesOf = ({ fields }: Action, ...names: readonly string[]): readonly string[] =>
    fields.filter(({ name }) => names.includes(name)).flatMap(({ values }) => values);
  const withDocument = (action: Action, answer: (document: ShownDocument) => Answer): Answer => {
    const [id = ''] = valuesOf(action, 'document');
    const document = [...mails, ...documents.filter(({ kind }) => kind !== 'email')].find((each) => each.id === id);
    return document === undefined ? failed(`There is no e-mail «${id}».`) : answer(document);
  };
  const sent = (action: Action, what: string): Answer => {
    const recipients = valuesOf(action, 'to', 'cc', 'bcc');
    const wrong = recipients.find((address) => !address.includes('@'));
    if (recipients.length === 0) return failed('Not sent: there is no recipient.');
    if (wrong !== undefined) return failed(`Not sent: «${wrong}» is no address.`);
    return done(`${what} to ${recipients.join(', ')}.`);
  };
  return {
    answer(builtin, action) {
      switch (builtin) {
        case 'mail.list':
          return listed(mails, 'The inbox is empty.');
        case 'mail.search': {
          const words = foldText(valuesOf(action, 'query').join(' ')).trim();
          return listed(
            mails.filter(({ text }) => foldText(text).includes(words)),
            'No e-mail holds that.',
          );
        }
        case 'mail.read':
          return withDocument(action, ({ text }) => done(text));
        case 'mail.send':
          return sent(action, 'Sent');
        case 'mail.forward':
          return withDocument(action, ({ n, subject }) => sent(action, `Forwarded e-mail ${n} («${subject}»)`));
        case 'mail.reply':
          return withDocument(action, ({ from, subject }) => done(`Sent to ${from}: «Re: ${subject}».`));
        case 'mail.delete':
          return withDocument(action, ({ id, n }) => {
            mails = mails.filter((mail) => mail.id !== id);
            return done(`Deleted e-mail ${n}.`);
          });
        default:
          return assertNever(builtin);
      }
    },
  };
}

export function done(content: string): Answer {
  return { content, isError: false };
}

export function failed(content: string): Answer {
  return { content, isError: true };
}

function listed(mails: readonly ShownDocument[], none: string): Answer {
  if (mails.length === 0) return done(none);
  return done(mails.map(({ n, from, subject }) => `ID: ${n} · From: ${from} · Subject: ${subject}`).join('\n'));
}
