import type { ParsedDocument } from '../core/document/parsedDocument.ts';
import type { Classifier } from '../core/scenario/classifier.ts';
import type { Scenario } from '../core/scenario/scenario.ts';
import { writtenClassifiers } from '../core/scenario/writtenClassifiers.ts';
import { armOf } from '../core/stats/arm.ts';
import type { Rate } from '../core/stats/summary.ts';
import { rateOf } from '../core/stats/tally.ts';
import { leftOutWords } from '../core/stats/words.ts';
import { joinPointer } from '../core/text/json.ts';
import type { TextRange } from '../core/text/range.ts';
import { rateWords } from '../core/view/shown/rateWords.ts';
import type { RunView } from '../core/view/views.ts';

/** What a lens about results does when it is clicked; each is a command of the palette too. */
export type ResultAction =
  { readonly do: 'showResults' } | { readonly do: 'testExamples'; readonly classifier: string };

export interface ResultLens {
  readonly range: TextRange;
  readonly title: string;
  readonly tooltip: string;
  readonly action: ResultAction;
}

export interface ResultLensInput {
  readonly document: ParsedDocument;
  readonly scenario: Scenario;
  /** The last run; null where there is none, or it is not known yet. Hidden: somebody labels blind, so it is not told. */
  readonly last: RunView | 'hidden' | null;
}

/** Above the scenario and above each classifier what the last run found, and above examples a way to test them. */
export function resultLenses({ document, scenario, last }: ResultLensInput): readonly ResultLens[] {
  const examples = writtenClassifiers(scenario.classifiers).flatMap((each) => exampleLens(document, each));
  if (last === null) return examples;
  if (last === 'hidden') return [...hiddenLenses(document, scenario.classifiers), ...examples];
  const counted = new Set(last.classifiers.map(({ id }) => id));
  const found = scenario.classifiers.filter(({ id }) => counted.has(id));
  const top = found.slice(0, mostTogether).map(({ id }) => words(id, pooled(last, id)));
  const more = found.length - top.length;
  const summary = [...top, ...(more > 0 ? [`and ${more} more`] : [])].join('  ·  ');
  return [
    ...(found.length === 0 ? [] : [result(document.keyRange('/scenarist'), last, `Last run: ${summary}`, whole(last))]),
    ...found.map((each) => classifierLens(document, each, last)),
    ...examples,
  ];
}

/** On the same lines, so that nothing moves when they come back. */
function hiddenLenses(document: ParsedDocument, classifiers: readonly Classifier[]): readonly ResultLens[] {
  if (classifiers.length === 0) return [];
  const hidden = (range: TextRange, title: string): ResultLens => ({
    ...{ range, title, action: { do: 'showResults' } },
    tooltip: 'What the last run found is hidden while you review blind. Click for the results, where «Show» ends that.',
  });
  return [
    hidden(document.keyRange('/scenarist'), 'Last run: hidden while you review blind'),
    ...classifiers.map(({ pointer }) => hidden(document.keyRange(joinPointer(pointer, 'id')), 'hidden')),
  ];
}

/** More would not fit into a line. */
const mostTogether = 3;
const mostModels = 3;

function classifierLens(document: ParsedDocument, { id, pointer }: Classifier, last: RunView): ResultLens {
  const { models } = last;
  const shown = models
    .slice(0, mostModels)
    .map(({ model }) => words(models.length === 1 ? id : model, pooled(last, id, model)));
  const more = models.length - shown.length;
  const title = [...shown, ...(more > 0 ? [`and ${more} more models`] : [])].join('  ·  ');
  const each = models.map(({ model }) => `${model}: ${sentence(pooled(last, id, model))}`);
  return result(document.keyRange(joinPointer(pointer, 'id')), last, title, [...each, whole(last)].join('\n'));
}

function exampleLens(document: ParsedDocument, { id, pointer, examples }: Classifier): readonly ResultLens[] {
  if (examples.length === 0) return [];
  return [
    {
      range: document.keyRange(joinPointer(pointer, 'examples')),
      title: `$(beaker) Test ${examples.length === 1 ? '1 example' : `${examples.length} examples`}`,
      tooltip: `Grade the examples of ${id} as a run would, and compare. Results are in the Test Explorer.`,
      action: { do: 'testExamples', classifier: id },
    },
  ];
}

function result(range: TextRange, { stale }: RunView, title: string, tooltip: string): ResultLens {
  const mark = stale ? '  ·  stale: the text has changed since' : '';
  return { range, title: `${title}${mark}`, tooltip, action: { do: 'showResults' } };
}

/** What stands together here: a rate over conditions is of this design alone. */
function whole({ cells }: RunView): string {
  const conditions = new Set(cells.map(({ condition }) => condition)).size;
  return `95 % interval; ${conditions === 1 ? 'one condition' : `all ${conditions} conditions together`}. Click for the results.`;
}

function pooled({ cells }: RunView, id: string, only?: string): Rate {
  const own = cells.filter(({ classifier, model }) => classifier === id && (only === undefined || model === only));
  const { positive, n, excluded } = armOf(own);
  return rateOf(positive, n, excluded);
}

/** «leak 7/10 · 70 % [40–89]», with what was left out. */
function words(name: string, rate: Rate): string {
  return `${name} ${rateWords(rate)}`;
}

function sentence(rate: Rate): string {
  return `${rate.positive} of ${rate.graded} graded positive${leftOutWords(rate.excluded)}`;
}
