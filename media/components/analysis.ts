import { html, nothing, type TemplateResult } from 'lit';
import { points, rateSentence, testedWords } from '../../src/core/view/shown/differenceWords.ts';
import { shownAnalysis } from '../askFindings.ts';
import type { PanelModel } from '../model.ts';
import { count, counted, percent } from '../../src/core/view/shown/numbers.ts';
import type { AnalysisView, EffectView, Interaction, PowerView } from '../viewTypes.ts';
import { differenceTable, type DifferenceRow } from './differenceTable.ts';
import { givenTable } from './givenTable.ts';
import { shown, type Part } from './parts.ts';

/** What varies the rate of the chosen classifier, and how sure that is. */
export function analysisPane(model: PanelModel): TemplateResult {
  const view = shownAnalysis(model);
  if (view === null) return html`<p class="finding quiet">Reading the trials…</p>`;
  return html`
    <p class="finding">All trials: ${rateSentence(view.all)}.</p>
    ${effects(view)} ${interactions(view)} ${view.given.map((given) => givenTable(given))} ${power(view.power)}
  `;
}

function effects({ effects: rows, tested }: AnalysisView): Part {
  if (rows.length === 0) return html`<p class="finding quiet">No factor varies, so there are no effects.</p>`;
  return html`<h3 class="finding">Effects</h3>
    <p class="finding quiet">
      Each level against its baseline, within every choice of the other factors and the model. ${testedWords(tested)}
    </p>
    ${differenceTable({
      label: 'Effect',
      heads: ['baseline', 'level'],
      test: 'Cochran–Mantel–Haenszel test, corrected by Holm',
      rows: rows.map(effectRow),
    })}`;
}

function effectRow({
  title,
  level,
  against,
  first,
  second,
  strata,
  difference,
  p,
  adjusted,
}: EffectView): DifferenceRow {
  return {
    name: html`${shown(title, 60)}: <b>${shown(level, 60)}</b>
      <span class="quiet"
        >against ${shown(against, 60)}${strata > 1 ? `, ${counted(strata, 'stratum', 'strata')}` : ''}</span
      >`,
    rates: [second, first],
    n: first.graded + second.graded,
    ...{ difference, p, adjusted },
  };
}

function interactions({ interactions: rows }: AnalysisView): Part {
  if (rows.length === 0) return nothing;
  return html`<h3 class="finding">Interactions</h3>
    <p class="finding quiet">How much more, or less, a level does where the other factor has its own.</p>
    ${differenceTable({
      label: 'Interaction',
      heads: ['', 'graded'],
      test: 'From the interval of the difference of differences, corrected by Holm',
      rows: rows.map(interactionRow),
    })}`;
}

function interactionRow({ factors, levels, n, difference, p, adjusted }: Interaction): DifferenceRow {
  return {
    name: html`${shown(factors[0], 60)}: <b>${shown(levels[0], 60)}</b>
      <span class="quiet">where</span> ${shown(factors[1], 60)}: <b>${shown(levels[1], 60)}</b>`,
    rates: null,
    ...{ n, difference, p, adjusted },
  };
}

function power({ samples, half, halves, differences }: PowerView): TemplateResult {
  return html`<h3 class="finding">How many trials</h3>
    <p class="finding">
      With ${counted(samples, 'trial')} a cell, an interval reaches at most ${points(half).slice(1)} points to each
      side.
    </p>
    <ul class="finding power">
      ${halves.map((each) => html`<li>At most ${points(each.half).slice(1)} points to each side: <b>n = ${count(each.n)}</b></li>`)}
      ${differences.map(({ from, to, n }) => html`<li>To find ${percent(from)} → ${percent(to)}, four times in five: <b>n = ${count(n)}</b></li>`)}
    </ul>`;
}
