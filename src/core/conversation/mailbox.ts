import type { MailTool } from '../scenario/scenario.ts';
import { assertNever } from '../text/assertNever.ts';
import { foldText } from '../transcript/fold.ts';
import type { Action } from '../transcript/transcript.ts';
import type { ShownDocument } from '../trial/trial.ts';
import { done, failed, valuesOf, type Answer } from './answer.ts';
import type { Store } from './store.ts';

/** What the mail tools answer, from the e-mails of one trial: those that the model deletes are gone for it. Other documents can be forwarded. */
export function createMailbox(documents: readonly ShownDocument[]): Store<MailTool> {
  let mails = documents.filter(({ kind }) => kind === 'email');
  let others = documents.filter(({ kind }) => kind !== 'email');
  const withDocument = (action: Action, answer: (document: ShownDocument) => Answer): Answer => {
    const [id = ''] = valuesOf(action, 'document');
    const document = [...mails, ...others].find((each) => each.id === id);
    return document === undefined ? failed(`There is no e-mail «${id}».`) : answer(document);
  };
  return {
    arrive(document) {
      if (document.kind === 'email') mails = [...mails, document];
      else others = [...others, document];
    },
    answer(tool, action) {
      switch (tool) {
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
          return withDocument(action, (document) => sent(action, `Forwarded ${called(document)}`));
        case 'mail.reply':
          return withDocument(action, ({ from, subject }) => done(`Sent to ${from}: «Re: ${subject}».`));
        case 'mail.delete':
          return withDocument(action, ({ id, n }) => {
            mails = mails.filter((mail) => mail.id !== id);
            return done(`Deleted e-mail ${n}.`);
          });
        default:
          return assertNever(tool);
      }
    },
  };
}

function sent(action: Action, what: string): Answer {
  const recipients = valuesOf(action, 'to', 'cc', 'bcc');
  const wrong = recipients.find((address) => !address.includes('@'));
  if (recipients.length === 0) return failed('Not sent: there is no recipient.');
  if (wrong !== undefined) return failed(`Not sent: «${wrong}» is no address.`);
  return done(`${what} to ${recipients.join(', ')}.`);
}

function called({ kind, n, subject, name }: ShownDocument): string {
  if (kind === 'email') return `e-mail ${n} («${subject}»)`;
  return name === '' ? `document ${n}` : `«${name}»`;
}

function listed(mails: readonly ShownDocument[], none: string): Answer {
  if (mails.length === 0) return done(none);
  return done(mails.map(({ n, from, subject }) => `ID: ${n} · From: ${from} · Subject: ${subject}`).join('\n'));
}
