import { parseSteps } from '../src/core/document/parseDocument.ts';
import type { ParsedDocument } from '../src/core/document/parsedDocument.ts';
import { checkFile } from '../src/core/experiment/checkFile.ts';
import { offset, type Offset } from '../src/core/text/range.ts';
import type { Steps } from '../src/core/text/steps.ts';
import { completionsAt } from '../src/language/completion/complete.ts';
import { formatDocument } from '../src/language/format.ts';
import { hoverAt } from '../src/language/hover/hover.ts';
import { fileLinks } from '../src/language/links.ts';
import { indexNames } from '../src/language/nameIndex.ts';
import { definitionsAt, referencesAt } from '../src/language/navigation.ts';
import { outline } from '../src/language/symbols.ts';
import { templateTokens } from '../src/language/templateTokens.ts';
import { sha256 } from '../src/node/sha256.ts';
import { largeScenario } from './largeScenario.ts';
import { median, type Row } from './report.ts';

const rounds = 10;
const mostMs = 50;
/** Where work is done in slices, nobody waits longer than for one of them. */
const mostSliceMs = 20;

interface Times {
  readonly mostMs: number;
  /** Of each text's first time, in ms; the first text finds the program cold. */
  readonly first: number[];
  readonly again: number[];
}

/** What an editor asks of a scenario of 10,000 lines after the parse; each round has a text that was never seen before. */
export async function benchLargeEditor(): Promise<readonly Row[]> {
  const tidy = largeScenario(10_000);
  const text = tidy.replace('  samples: 10\n  max_tokens: 4096\n', '  max_tokens: 4096\n  samples: 10\n');
  const all = new Map<string, Times>();
  const timesOf = (what: string, most: number): Times => {
    const times = all.get(what) ?? { mostMs: most, first: [], again: [] };
    all.set(what, times);
    return times;
  };
  for (let round = 0; round <= rounds; round++) {
    const changed = text.replace('Process the inbox.', `Process the inbox${' now'.repeat(round)}.`);
    const { result: document, longest } = sliced(parseSteps(changed));
    timesOf('reading, the longest slice', mostSliceMs).first.push(longest);
    for (const [what, ask] of questions(document)) {
      const { first, again } = timesOf(what, mostMs);
      first.push(milliseconds(ask));
      again.push(milliseconds(ask));
    }
    timesOf('formatting, the longest slice', mostSliceMs).first.push(await longestOfFormat(document));
  }
  return [...all].map(([what, { mostMs: atMost, first, again }]) => {
    const [cold = Number.NaN, ...warm] = first;
    const second = again.length === 0 ? '' : `, again ${median(again).toFixed(1)}`;
    const note = `cold ${cold.toFixed(1)}${second}, best ${Math.min(...warm).toFixed(1)} ms`;
    return { what, value: median(warm), unit: 'ms', atMost, note };
  });
}

/** By what they are called in the report; the first of them finds nothing prepared. */
function questions(document: ParsedDocument): readonly (readonly [what: string, ask: () => unknown])[] {
  const { text } = document;
  const { scenario, conditions } = checkFile(document, sha256);
  if (scenario === null) throw new Error('the scenario to measure has errors');
  const middle = text.length / 2;
  /** In the middle of the file, behind some words. */
  const behind = (words: string, from = middle): Offset => offset(text.indexOf(words, from) + words.length);
  const hover = (at: Offset) => () =>
    hoverAt({ document, scenario, conditions, lastRun: null, describeModel: () => null }, at);
  const complete = (at: Offset) => () =>
    completionsAt(
      { text, documents: [document], models: { recent: [], scripted: ['demo'], replays: [], vscode: [] } },
      at,
    );
  return [
    ['names', () => indexNames(document)],
    ['symbols', () => outline(document)],
    ['completion in a text', complete(behind('{{co'))],
    ['completion of a key', complete(behind('    ki'))],
    ['completion of a value', complete(behind('kind: '))],
    ['completion of a document in a gate', complete(behind('document: ['))],
    ['completion of a key of the top level', complete(offset(text.length))],
    ['hover of a variable', hover(behind('{{com'))],
    ['hover of a factor', hover(behind('when: {thr'))],
    ['hover of a document', hover(behind('id: mail'))],
    ['hover of a key', hover(behind('samp'))],
    ['definition', () => definitionsAt(document, behind('{{com'))],
    ['references', () => referencesAt(document, behind('{{com'), { withDefinitions: true })],
    ['colours of names', () => templateTokens(document)],
    ['links', () => fileLinks(document)],
  ];
}

function milliseconds(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

function sliced<Result>(steps: Steps<Result>): { readonly result: Result; readonly longest: number } {
  let longest = 0;
  for (;;) {
    const started = performance.now();
    const step = steps.next();
    longest = Math.max(longest, performance.now() - started);
    if (step.done) return { result: step.value, longest };
  }
}

async function longestOfFormat(document: ParsedDocument): Promise<number> {
  let longest = 0;
  let started = performance.now();
  const end = (): void => void (longest = Math.max(longest, performance.now() - started));
  await formatDocument(document, () => {
    end();
    started = performance.now();
    return Promise.resolve();
  });
  end();
  return longest;
}
