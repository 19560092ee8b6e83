import { resolveDocuments } from '../core/transcript/documentReference.ts';
import type { ShownDocument } from '../core/trial/trial.ts';
import type { MarkedText, TranscriptPart, TranscriptView } from '../core/view/views.ts';
import type { NewExample } from './exampleYaml.ts';

type Content = Omit<NewExample, 'expect'>;

/** What a model did and wrote in a trial, as an example of a classifier says it: in its condition, its answers taken together. */
export function exampleOfTrial({ row, parts }: TranscriptView, documents: readonly ShownDocument[]): Content {
  const probes: { id: string; answer: string }[] = [];
  const texts: string[] = [];
  const thoughts: string[] = [];
  const actions: Content['actions'][number][] = [];
  let probe: string | null = null;
  for (const part of parts) {
    if (part.kind === 'user') probe = part.probe;
    else if (probe !== null) {
      if (part.kind === 'text') probes.push({ id: probe, answer: plain(part.text) });
    } else if (part.kind === 'text') texts.push(plain(part.text));
    else if (part.kind === 'reasoning') thoughts.push(plain(part.text));
    else if (part.kind === 'action' && part.form !== 'placeholder') actions.push(actionOf(part, documents));
  }
  return { where: row.levels, actions, text: joined(texts), reasoning: joined(thoughts), probes };
}

type ActionPart = Extract<TranscriptPart, { kind: 'action' }>;

function actionOf({ tool, fields }: ActionPart, documents: readonly ShownDocument[]): Content['actions'][number] {
  return {
    tool,
    fields: fields.map(({ name, text }) => {
      const said = plain(text);
      const [id] = name === 'document' ? resolveDocuments(said, documents) : [];
      return { name, text: id ?? said };
    }),
  };
}

function plain(text: MarkedText): string {
  // What an escape leaves over in an aligned text is no character of it.
  return text
    .map((stretch) => stretch.text)
    .join('')
    .replaceAll('\u{feff}', '')
    .trim();
}

function joined(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n\n');
}
