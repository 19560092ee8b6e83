import { list, nearestFirst } from '../scenario/nearest.ts';
import type { SourceText } from '../scenario/sourceText.ts';
import type { Finding, Review } from './review.ts';

/** Each prefix takes a search through all texts. */
const mostSearched = 200;

/** A tool that a text speaks of and that does not exist: what the model does with it is read as text, not as an action. */
export function* undeclaredTools(review: Review): Iterable<Finding> {
  const tools = review.scenario.tools.use;
  const known = knownWords(review);
  const prefixes = new Set([
    'tool_use',
    ...tools.slice(0, mostSearched).flatMap(({ tag }) => /^([^:]+):/.exec(tag)?.[1]?.toLowerCase() ?? []),
  ]);
  const { told, shown } = review.texts;
  const haystack = review.texts.haystack();
  for (const source of told) {
    if (!source.text.includes('_')) continue;
    for (const mention of unknown(names(source), known)) yield finding(review, source, mention);
  }
  if (![...prefixes].some((prefix) => haystack.includes(`${prefix}:`))) return;
  for (const source of [...told, ...shown]) {
    for (const mention of unknown(tags(source, prefixes), known)) yield finding(review, source, mention);
  }
}

/** Each name once. */
function* unknown(mentions: Iterable<Mention>, known: ReadonlySet<string>): Iterable<Mention> {
  const seen = new Set<string>();
  for (const mention of mentions) {
    const folded = mention.name.toLowerCase();
    if (known.has(folded) || seen.has(folded)) continue;
    seen.add(folded);
    yield mention;
  }
}

interface Mention {
  readonly name: string;
  readonly start: number;
  readonly isTag: boolean;
}

/** `<tool_use:…>`, or a tag with a prefix that a declared tool has. Other tags are layout. */
function* tags({ text }: SourceText, prefixes: ReadonlySet<string>): Iterable<Mention> {
  for (const { 1: before = '', 2: name = '', 3: prefix = '', index } of text.matchAll(
    /(<\s{0,9})(([\w-]{1,99}):[\w.-]{1,99})/g,
  )) {
    if (prefixes.has(prefix.toLowerCase())) yield { name, start: index + before.length, isTag: true };
  }
}

/** A name_with_underscores right beside the word «tool», in what the model is told: in its documents people speak of tools of their own. */
function* names({ text }: SourceText): Iterable<Mention> {
  for (const { 1: before, 2: name = '', index } of text.matchAll(
    /(\btools? ["'`«“]?)?\b([a-z][a-z0-9]{0,40}(?:_[a-z0-9]{1,40}){1,9})\b/gi,
  )) {
    const start = index + (before?.length ?? 0);
    const end = start + name.length;
    if (before !== undefined || /^["'`»”]?\s{1,9}tools?\b/i.test(text.slice(end, end + 20))) {
      yield { name, start, isTag: false };
    }
  }
}

/** All that a name with an underscore can be without being a tool that is missing. */
function knownWords({ scenario: { tools } }: Review): ReadonlySet<string> {
  const words = tools.use.flatMap(({ id, tag, fields }) => [
    id,
    tag,
    tag.replace(/^[^:]*:/, ''),
    ...fields.flatMap(({ name, written }) => [name, written]),
  ]);
  return new Set([...words, ...tools.scratchpadTags, 'tool_use'].map((word) => word.toLowerCase()));
}

function finding({ document, scenario }: Review, source: SourceText, { name, start, isTag }: Mention): Finding {
  const range = document.stringRange(source.pointer, start, start + name.length);
  const declared = scenario.tools.use.map(({ id, tag }) => (isTag ? tag : id));
  const meant = nearestFirst(name, declared);
  const says = isTag ? `No tool has the tag \`${name}\`` : `There is no tool \`${name}\``;
  const remedy =
    declared.length === 0
      ? 'Declare it under `tools`.'
      : `${meant[0] === undefined ? `Declare it under \`tools\`, or use` : `Did you mean \`${meant[0]}\`? There ${declared.length === 1 ? 'is' : 'are'}`} ${list(declared, meant[0] === undefined ? 'or' : 'and')}.`;
  const message = `${says}, so what the model does with it counts as text and not as an action. ${remedy}`;
  const fixes = meant.map((near) => ({ title: `Change to \`${near}\``, edits: [{ range, newText: near }] }));
  return { message, range, pointer: source.pointer, fixes };
}
