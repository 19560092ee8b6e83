import type { Classifier } from '../../core/scenario/classifier.ts';
import type { AnalysisView } from '../../core/view/analysis.ts';
import type { RunView } from '../../core/view/views.ts';
import { agreementBlock } from './agreement.ts';
import { analysisFigures, rateFigures } from './classifierFigures.ts';
import { figure, type Figure } from './figure.ts';
import { markup, type Markup } from './markup.ts';
import { ratesTable } from './ratesTable.ts';

export interface Results {
  readonly view: RunView;
  readonly classifiers: readonly Classifier[];
  readonly analyse: (classifier: string) => AnalysisView | null;
}

/** Where does it happen, what varies it, and how sure is that? For each classifier its rates, effects and what people say. */
export function* resultsSection({ view, classifiers, analyse }: Results): Generator<Markup> {
  yield markup`<section aria-labelledby="results">
<h2 id="results">Results</h2>
<p class="quiet">Intervals are at 95 %. Only graded trials count in a rate; what was left out stands beside it, with
the rates that would be if all of it had gone one way or the other.</p>\n`;
  if (classifiers.length === 0)
    yield markup`<p>The scenario has no classifiers: its transcripts were not graded.</p>\n`;
  let number = 0;
  const numbered = (each: Omit<Figure, 'number'>): Markup => figure({ ...each, number: ++number });
  for (const classifier of classifiers) {
    const { id, title, labels } = classifier;
    yield markup`<h3 id="${`classifier-${id}`}">${title}</h3>
<p class="quiet"><code>${id}</code> · ${decidedBy(classifier)} · positive: ${labels.positive.join(', ')}</p>\n`;
    for (const each of rateFigures(view, id)) yield numbered(each);
    yield* ratesTable(view, id);
    const analysis = analyse(id);
    if (analysis !== null) for (const each of analysisFigures(view, analysis, classifiers)) yield numbered(each);
    yield agreementBlock(view, id);
  }
  yield markup`</section>\n`;
}

function decidedBy({ gate, judge, decide }: Classifier): string {
  if (judge === null) return 'decided by its gate';
  const asked = `judge ${judge.model.reference}${judge.votes === 1 ? '' : `, by most of ${judge.votes} votes`}`;
  if (gate === null) return `decided by its ${asked}`;
  if (decide === 'both') return `decided by its gate and its ${asked} together`;
  return decide === 'gate'
    ? `decided by its gate; ${asked} is recorded`
    : `decided by its ${asked}; the gate is recorded`;
}
