import type { Cell } from '../../core/stats/summary.ts';
import type { Classifier } from '../../core/scenario/classifier.ts';
import { count, interval as intervalWords, percent } from '../../core/view/shown/numbers.ts';
import { labelCounts, leftOut } from '../../core/view/shown/words.ts';
import type { RunView } from '../../core/view/views.ts';
import { markup, nothing, type Markup, type Content } from './markup.ts';

/** Below this many graded trials an interval says next to nothing, and its row is grey. */
const fewGraded = 5;

/** Where does it happen? For each classifier the rate of every condition and model, with count, interval and what was left out. */
export function* resultsSection(view: RunView, classifiers: readonly Classifier[]): Generator<Markup> {
  yield markup`<section aria-labelledby="results">
<h2 id="results">Results</h2>
<p class="quiet">Intervals are 95 % Wilson score intervals. Only graded trials count in a rate; what was left out stands beside it, with
the rates that would be if all of it had gone one way or the other.</p>\n`;
  if (classifiers.length === 0)
    yield markup`<p>The scenario has no classifiers: its transcripts were not graded.</p>\n`;
  for (const classifier of classifiers) yield* classifierTable(view, classifier);
  yield markup`</section>\n`;
}

function* classifierTable(view: RunView, classifier: Classifier): Generator<Markup> {
  const cells = view.cells.filter((cell) => cell.classifier === classifier.id);
  const factors = view.factors.filter(({ name }) =>
    cells.some(({ levels }) => levels[name] !== cells[0]?.levels[name]),
  );
  const hasModels = view.models.length > 1;
  const { id, title } = classifier;
  yield markup`<h3 id="${`classifier-${id}`}">${title}</h3>
<p class="quiet"><code>${id}</code> · ${decidedBy(classifier)} · positive: ${classifier.labels.positive.join(', ')}</p>
<div class="scroll" role="region" tabindex="0" aria-label="${`Rates of ${id}`}">
<table>
<thead><tr>${factors.map((factor) => markup`<th scope="col">${factor.title}</th>`)}${hasModels ? markup`<th scope="col">model</th>` : nothing}${
    factors.length === 0 && !hasModels ? markup`<th scope="col">condition</th>` : nothing
  }<th scope="col" class="plot-head"><span class="axis" aria-hidden="true"><span>0</span><span>50</span><span>100</span></span><span class="unseen">interval, drawn</span></th><th scope="col" class="number">rate</th><th scope="col" class="number">positive / graded</th><th scope="col" class="number">95 % interval</th><th scope="col">labels</th><th scope="col">left out</th></tr></thead>
<tbody>\n`;
  for (const cell of cells) {
    const levels: readonly Content[] = [
      ...factors.map(({ name }) => cell.levels[name] ?? '–'),
      ...(hasModels ? [modelCell(view, cell)] : []),
    ];
    yield row(cell, levels.length === 0 ? ['the only one'] : levels);
  }
  yield markup`</tbody></table></div>\n`;
}

function row(cell: Cell, levels: readonly Content[]): Markup {
  const { rate, positive, graded, interval, labels } = cell;
  return markup`<tr${graded < fewGraded ? markup` class="few"` : nothing}>${levels.map((level) => markup`<td>${level}</td>`)}<td class="plot-cell">${plot(cell)}</td><td class="number rate">${percent(rate, 1)}</td><td class="number">${count(positive)}/${count(graded)}</td><td class="number">${intervalWords(interval, 1)}</td><td>${labelCounts(labels)}</td><td>${leftOutWords(cell)}</td></tr>\n`;
}

function modelCell({ models }: RunView, { model }: Cell): Markup {
  const label = models.find((each) => each.model === model)?.label ?? null;
  return markup`${model}${label === null ? nothing : markup` <strong class="label">${label}</strong>`}`;
}

function decidedBy({ gate, judge, decide }: Classifier): string {
  const asked = judge === null ? '' : `judge ${judge.model.reference}`;
  if (judge === null) return 'decided by its gate';
  if (gate === null) return `decided by its ${asked}`;
  if (decide === 'both') return `decided by its gate and its ${asked} together`;
  return decide === 'gate'
    ? `decided by its gate; ${asked} is recorded`
    : `decided by its ${asked}; the gate is recorded`;
}

function leftOutWords({ excluded, bounds }: Cell): string {
  const parts = leftOut(excluded);
  return parts === '' || bounds === null ? parts : `${parts} → ${intervalWords(bounds, 1)} %`;
}

/** The interval as a line with a dot at the rate, on a 0–100 % axis that the whole column shares. */
function plot({ rate, interval }: Cell): Markup {
  const at = (share: number): string => `${(Math.min(1, Math.max(0, share)) * 100).toFixed(2)}%`;
  const ticks = [0, 50, 100].map(
    (tick) => markup`<line class="tick" x1="${tick}%" x2="${tick}%" y1="0" y2="100%"></line>`,
  );
  const line =
    interval === null
      ? nothing
      : markup`<line class="interval" x1="${at(interval[0])}" x2="${at(interval[1])}" y1="50%" y2="50%"></line>`;
  const dot = rate === null ? nothing : markup`<circle class="dot" cx="${at(rate)}" cy="50%" r="4"></circle>`;
  return markup`<svg class="plot" width="150" height="18" aria-hidden="true">${ticks}${line}${dot}</svg>`;
}
