import type { Random } from '../../../src/core/trial/random.ts';
import type { PairSite, Span, YamlSites } from './yamlSites.ts';

/** A file in which one thing can be changed. */
export interface Original {
  readonly text: string;
  readonly sites: YamlSites;
}

/** Makes one defect at a place that the draw decides; null where the file has no such place. */
export type Mutation = (original: Original, random: Random) => string | null;

/** Defects that people make, by name. What each does to a file may be allowed by the format: then it is no defect there. */
export const mutations: Readonly<Record<string, Mutation>> = {
  'misspelt key': at('pairs', ({ key }, text, random) => [key, misspelt(slice(text, key), random)]),
  'missing key': at('pairs', (pair, text) => [withSeparator(pair, text), '']),
  'unknown key': at('pairs', (pair, text) => [before(pair), `surplus: 1${separator(pair, text)}`]),
  'duplicated key': at('pairs', (pair, text) => [before(pair), `${slice(text, pair)}${separator(pair, text)}`]),
  'key of another part': at('pairs', ({ key }, text, random, { pairs }) => [
    key,
    slice(text, drawOf(pairs, random)?.key ?? key),
  ]),
  'keys of two branches': at('pairs', (pair, text, random, { pairs }) => {
    const other =
      drawOf(
        pairs.filter(({ start, end }) => !text.slice(start, end).includes('\n')),
        random,
      ) ?? pair;
    return [before(pair), `${slice(text, other)}${separator(pair, text)}`];
  }),
  'key without value': at('pairs', ({ value }) => [value, '']),
  'value of another key': at('pairs', ({ value }, text, random, { pairs }) => [
    value,
    slice(
      text,
      drawOf(
        pairs.filter(({ flow }) => flow),
        random,
      )?.value ?? value,
    ),
  ]),
  'text for a number': at('numbers', (_, __, random) => draw(['ten', '"10"', '1_000', '10 %', '.5.'], random)),
  'number out of range': at('numbers', (_, __, random) => draw(['-3', '0', '1.5', '1e12', '.inf'], random)),
  'other type for a text': at('texts', (_, __, random) =>
    draw(['17', 'true', 'null', '[a, b]', '{a: b}', '2026-03-02'], random),
  ),
  'empty text': at('texts', () => '""'),
  'misspelt value': at('texts', (span, text, random) => misspelt(slice(text, span), random)),
  'text in a list': at('texts', (span, text) => `[${slice(text, span)}]`),
  'text for a list': at('lists', () => 'anything'),
  'empty list': at('lists', () => '[]'),
  'map for a list': at('lists', () => '{first: second}'),
  'text for a map': at('maps', () => 'anything'),
  'empty map': at('maps', () => '{}'),
  'list for a map': at('maps', () => '[first, second]'),
  'other type for an item': at('items', (_, __, random) =>
    draw(['17', 'false', 'anything', '{a: b}', '[a]', 'null'], random),
  ),
  'tab for indentation': at('pairs', ({ start, flow }, text) => {
    const line = text.lastIndexOf('\n', start - 1) + 1;
    return flow || line === start ? null : [{ start: line, end: line + 1 }, '\t'];
  }),
  'indentation of one space more or less': at('pairs', ({ start, flow }, text, random) => {
    const line = text.lastIndexOf('\n', start - 1) + 1;
    return flow ? null : random() < 0.5 ? [{ start: line, end: line }, ' '] : [{ start: line, end: line + 1 }, ''];
  }),
  'unclosed quote': at('texts', ({ start, end, quoted }, _, random) =>
    quoted ? [random() < 0.5 ? { start, end: start + 1 } : { start: end - 1, end }, ''] : null,
  ),
  'unclosed bracket': character(/[[\]{}]/g, ''),
  'missing comma': character(/, /g, ' '),
  'missing colon': at('pairs', ({ key }) => [{ start: key.end, end: key.end + 1 }, '']),
  'missing space': character(/: |- /g, (found) => found.trim()),
  'second colon': at('texts', ({ start, quoted }) => (quoted ? null : [{ start, end: start }, 'Note: '])),
  'alias of nothing': at('texts', () => '*nothing'),
  tag: at('texts', ({ start }, _, random) => [
    { start, end: start },
    draw(['!secret ', '!!int ', '!!binary '], random),
  ]),
  'reserved character': at('texts', ({ start, quoted }, _, random) =>
    quoted ? null : [{ start, end: start }, draw(['@', '`', '%', '&', '| '], random)],
  ),
  'second document': at('pairs', (pair, text) => (text[pair.start - 1] === '\n' ? [before(pair), '---\n'] : null)),
};

type Change = readonly [place: Span, newText: string] | string | null;

/** Changes one of the file's sites of a kind; a text alone takes the whole place of its site. */
function at<Kind extends keyof YamlSites>(
  kind: Kind,
  change: (site: YamlSites[Kind][number], text: string, random: Random, sites: YamlSites) => Change,
): Mutation {
  return ({ text, sites }, random) => {
    const site = drawOf<YamlSites[Kind][number]>(sites[kind], random);
    if (site === null) return null;
    const made = change(site, text, random, sites);
    if (made === null) return null;
    const [{ start, end }, newText] = typeof made === 'string' ? [site, made] : made;
    return text.slice(0, start) + newText + text.slice(end);
  };
}

/** Changes one of the stretches that a pattern finds, wherever they stand. */
function character(pattern: RegExp, change: string | ((found: string) => string)): Mutation {
  return ({ text }, random) => {
    const found = drawOf([...text.matchAll(pattern)], random);
    if (found === null) return null;
    const newText = typeof change === 'string' ? change : change(found[0]);
    return text.slice(0, found.index) + newText + text.slice(found.index + found[0].length);
  };
}

function slice(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}

function before({ start }: Span): Span {
  return { start, end: start };
}

/** What stands between this pair and one that is put before it. */
function separator({ start, flow }: PairSite, text: string): string {
  if (flow) return ', ';
  const line = text.lastIndexOf('\n', start - 1) + 1;
  return `\n${' '.repeat(start - line)}`;
}

/** The pair with the comma or the indentation up to the one after it. */
function withSeparator(pair: PairSite, text: string): Span {
  const after = pair.flow ? /^, ?/.exec(text.slice(pair.end)) : /^[^\n]*\n */.exec(text.slice(pair.end));
  return { start: pair.start, end: pair.end + (after?.[0].length ?? 0) };
}

/** A letter less, twice, or in the place of the one before it. */
function misspelt(word: string, random: Random): string {
  const at = 1 + Math.floor(random() * Math.max(1, word.length - 2));
  const [start, letter, end] = [word.slice(0, at), word.slice(at, at + 1), word.slice(at + 1)];
  return draw(
    [start + end, start + letter + letter + end, start.slice(0, -1) + letter + start.slice(-1) + end],
    random,
  );
}

function drawOf<Item>(items: readonly Item[], random: Random): Item | null {
  return items[Math.floor(random() * items.length)] ?? null;
}

function draw(items: readonly string[], random: Random): string {
  return drawOf(items, random) ?? '';
}
