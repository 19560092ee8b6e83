import type { Cell } from '../../core/stats/summary.ts';
import { fewGraded } from '../../core/view/shown/charts/axis.ts';
import { count, counted, interval as intervalWords, percent } from '../../core/view/shown/numbers.ts';
import { labelCounts, leftOut } from '../../core/view/shown/words.ts';
import type { RunView } from '../../core/view/views.ts';
import { markup, nothing, type Content, type Markup } from './markup.ts';

/** The rate of every condition and model, with count, interval, labels and what was left out. */
export function* ratesTable(view: RunView, classifier: string): Generator<Markup> {
  const cells = view.cells.filter((cell) => cell.classifier === classifier);
  const factors = view.factors.filter(({ name }) =>
    cells.some(({ levels }) => levels[name] !== cells[0]?.levels[name]),
  );
  const hasModels = view.models.length > 1;
  const only = factors.length === 0 && !hasModels;
  yield markup`<div class="scroll" role="region" tabindex="0" aria-label="${`Rates of ${classifier}`}">
<table>
<thead><tr>${factors.map((factor) => markup`<th scope="col">${factor.title}</th>`)}${hasModels ? markup`<th scope="col">model</th>` : nothing}${only ? markup`<th scope="col">condition</th>` : nothing}<th scope="col" class="number">rate</th><th scope="col" class="number">positive / graded</th><th scope="col" class="number">95 % interval</th><th scope="col">labels</th><th scope="col">left out</th></tr></thead>
<tbody>\n`;
  for (const cell of cells) {
    const levels: readonly Content[] = [
      ...factors.map(({ name }) => cell.levels[name] ?? '–'),
      ...(hasModels ? [modelCell(view, cell)] : []),
      ...(only ? ['the only one'] : []),
    ];
    yield row(cell, levels);
  }
  yield markup`</tbody></table></div>\n${votes(cells)}`;
}

function row(cell: Cell, levels: readonly Content[]): Markup {
  const { rate, positive, graded, interval, labels } = cell;
  return markup`<tr${graded < fewGraded ? markup` class="few"` : nothing}>${levels.map((level) => markup`<td>${level}</td>`)}<td class="number rate">${percent(rate, 1)}</td><td class="number">${count(positive)}/${count(graded)}</td><td class="number">${intervalWords(interval, 1)}</td><td class="labels">${labelCounts(labels)}</td><td>${leftOutWords(cell)}</td></tr>\n`;
}

function modelCell({ models }: RunView, { model }: Cell): Markup {
  const label = models.find((each) => each.model === model)?.label ?? null;
  return markup`${model}${label === null ? nothing : markup` <strong class="label">${label}</strong>`}`;
}

function leftOutWords({ excluded, bounds }: Cell): string {
  const parts = leftOut(excluded);
  return parts === '' || bounds === null ? parts : `${parts} → ${intervalWords(bounds, 1)} %`;
}

/** How often the votes of a judge that is asked several times differ. */
function votes(cells: readonly Cell[]): Markup {
  const trials = cells.reduce((sum, { votes }) => sum + (votes?.trials ?? 0), 0);
  if (trials === 0) return nothing;
  const split = cells.reduce((sum, { votes }) => sum + (votes?.split ?? 0), 0);
  return markup`<p class="quiet">The votes of its judge differ in ${count(split)} of ${counted(trials, 'trial')} (${percent(split / trials, 1)}).</p>\n`;
}
