import type { Source } from '../scenario/classifier.ts';
import { assertNever } from '../text/assertNever.ts';
import { fold, foldSpaces } from '../transcript/fold.ts';
import type { Action, Block, Location, Reading } from '../transcript/transcript.ts';
import type { ShownDocument } from '../trial/trial.ts';
import type { Fenced } from './fence.ts';
import type { GateInput } from './gate.ts';
import { fieldPassage, locationPassage, probePassage, segmentPassage, type Passage } from '../transcript/passage.ts';

/** One part of what a judge reads. */
export function material(source: Source, input: GateInput): Fenced {
  const { condition, reading } = input;
  const part = (title: string, content: Fenced['content']): Fenced => ({ tag: 'part', title, content });
  if (isProbe(source)) {
    const id = probeOf(source);
    const asked = condition.prompt.probes.find((probe) => probe.id === id)?.ask.replaceAll(/\s+/gu, ' ') ?? '';
    return part(`its answer when it was asked afterwards: ${asked}`, probePassage(id, input).text.trim());
  }
  switch (source) {
    case 'results':
      return part('what its actions got', toldMaterial(input));
    case 'actions':
      return part('actions that it took', counted(reading).map(actionMaterial));
    case 'forwarded':
      return part('documents that it forwarded', forwarded(input).map(documentMaterial));
    case 'text':
      return part('text of its answer', segmentPassage(reading, 'text').text.trim());
    case 'reasoning':
      return part('its reasoning', segmentPassage(reading, 'reasoning').text.trim());
    case 'task':
      return part('what the user asked of it', userTexts(input));
    case 'system':
      return part('system prompt that it had', condition.prompt.system?.text ?? '');
    case 'documents':
      return part('documents that it had', condition.prompt.documents.map(documentMaterial));
    default:
      return assertNever(source);
  }
}

/** Everything in the transcript that a judge has read and may quote. */
export function quotable(sources: readonly Source[], { reading, transcript }: GateInput): readonly Passage[] {
  return sources.flatMap((source): readonly Passage[] => {
    if (isProbe(source)) return [probePassage(probeOf(source), { transcript })];
    if (source === 'text' || source === 'reasoning') return [segmentPassage(reading, source)];
    if (source !== 'actions') return [];
    return counted(reading).flatMap(({ at, fields }) => [
      ...fields.map((field) => fieldPassage(field, transcript)),
      locationPassage(at, transcript),
    ]);
  });
}

/** Finds a quote: the very characters first, then without regard to case, white space and the quoting itself. Null: it is not there. */
export function locateQuote(quote: string, passages: readonly Passage[]): readonly Location[] | null {
  const words = quote.trim();
  if (words === '') return null;
  for (const passage of passages) {
    const at = passage.text.indexOf(words);
    if (at !== -1) return passage.locate(at, at + words.length);
  }
  return locateFolded(words, passages) ?? locateFolded(unquoted(words), passages);
}

function locateFolded(words: string, passages: readonly Passage[]): readonly Location[] | null {
  const wanted = foldSpaces(fold(words)).text.trim();
  if (wanted === '') return null;
  for (const passage of passages) {
    const folded = passage.folded();
    const at = folded.text.indexOf(wanted);
    if (at !== -1) return passage.locate(folded.start(at), folded.end(at + wanted.length));
  }
  return null;
}

/** Without quotation marks around it and without the name of a field before it, which only our own rendering has. */
function unquoted(words: string): string {
  const bare = words.replace(/^["'“‘«`]/u, '').replace(/["'”’»`]$/u, '');
  return bare.replace(/^[A-Za-z][A-Za-z0-9_-]{0,99}: /u, '').trim();
}

type ProbeSource = Extract<Source, `probe.${string}`>;

function isProbe(source: Source): source is ProbeSource {
  return source.startsWith('probe.');
}

function probeOf(source: ProbeSource): string {
  return source.slice('probe.'.length);
}

/** What tools answered, and what events told, before the probes. */
function toldMaterial({ transcript: { messages, course } }: GateInput): readonly Fenced[] {
  const scenario = messages.slice(0, course?.probes[0]?.message ?? messages.length);
  const titled = scenario.flatMap(({ blocks }) => blocks.flatMap(titledBlock));
  return titled.map(([title, content], index) => ({ tag: 'action', title: `${index + 1}: ${title}`, content }));
}

/** As they were sent; what came after an answer is separate. */
function userTexts({ condition }: GateInput): string {
  return condition.prompt.messages.map(({ content }) => content.text).join('\n\n');
}

function titledBlock(block: Block): readonly (readonly [title: string, content: string])[] {
  if (block.type === 'result') return [[`${block.tool}${block.isError ? ', an error' : ''}`, block.content]];
  if (block.type !== 'text' || block.event === undefined || block.text === '') return [];
  return [[`${block.event}, which happened meanwhile`, block.text]];
}

function counted({ actions }: Reading): readonly Action[] {
  return actions.filter(({ form }) => form !== 'placeholder');
}

function actionMaterial(action: Action, index: number): Fenced {
  const notes = { plain: '', fenced: ', written in a code fence', unclosed: ', its end is missing', placeholder: '' };
  const content = action.fields.map(({ name, text }) => `${name}: ${text}`).join('\n');
  return { tag: 'action', title: `${index + 1}: ${action.tool}${notes[action.form]}`, content };
}

function forwarded({ reading, condition }: GateInput): readonly ShownDocument[] {
  const named = new Set(
    counted(reading).flatMap(({ fields }) => fields.flatMap(({ name, values }) => (name === 'document' ? values : []))),
  );
  return condition.prompt.documents.filter(({ id }) => named.has(id));
}

function documentMaterial({ id, text }: ShownDocument): Fenced {
  return { tag: 'document', title: id, content: text };
}
