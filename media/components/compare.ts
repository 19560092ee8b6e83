import { html, nothing, type TemplateResult } from 'lit';
import { pointsInterval, points, pValue, testedWords } from '../../src/core/view/shown/differenceWords.ts';
import type { PanelModel } from '../model.ts';
import { count, counted, percent } from '../../src/core/view/shown/numbers.ts';
import type { ComparedClassifier, CompareView, Levels, PairedView } from '../viewTypes.ts';
import { timeOf } from '../words.ts';
import { differenceTable, type DifferenceRow } from './differenceTable.ts';
import { flipList } from './flips.ts';
import { icon, shown, textButton, type Dispatch, type Part } from './parts.ts';

/** Two runs, two models or two conditions beside each other. */
export function comparePane({ findings, place }: PanelModel, dispatch: Dispatch): TemplateResult {
  const { comparison } = findings;
  const choose = textButton(
    'Compare…',
    () => dispatch({ type: 'send', message: { type: 'compare', run: place.run ?? '' } }),
    'primary',
  );
  if (comparison?.run !== place.run) return html`<p class="finding quiet">Reading the trials…</p>`;
  if (comparison.view === null)
    return html`<p class="finding">
        Compare this run with an earlier one, or two models or two conditions of it with each other.
      </p>
      ${choose}`;
  return html`${sides(comparison.view, place.run, dispatch)} ${overall(comparison.view)}
  ${comparison.view.classifiers.map(classifier)} ${flipList(comparison.view, place.run, dispatch)} ${choose}`;
}

function sides(
  { first, second, texts, unmatched, missing }: CompareView,
  run: string,
  dispatch: Dispatch,
): TemplateResult {
  const lost = unmatched.first + unmatched.second;
  return html`<dl class="finding sides">
      ${(
        [
          ['first', first],
          ['second', second],
        ] as const
      ).map(
        ([name, side]) =>
          html`<div>
            <dt class="quiet">${name}</dt>
            <dd title=${side.run}>
              <b>${shown(nameOf(side), 120)}</b> <span class="quiet">${shown(side.title, 120)}</span>
            </dd>
          </div>`,
      )}
    </dl>
    ${
      texts.length === 0
        ? nothing
        : html`<p class="finding">
            ${counted(texts.length, 'file differs', 'files differ')}:
            ${texts.map(({ path, change }, file) => html`${textButton(path, () => dispatch({ type: 'send', message: { type: 'openComparedText', run, file } }), 'link')} <span class="quiet">${change}</span> `)}
          </p>`
    }
    ${lost === 0 ? nothing : html`<p class="finding quiet">Not compared, having no counterpart: ${counted(unmatched.first, 'cell')} of the first, ${count(unmatched.second)} of the second.</p>`}
    ${missing.length === 0 ? nothing : html`<p class="finding quiet">Only on one side: ${shown(missing.join(', '), 300)}</p>`}`;
}

/** A run goes by its time, and two of a minute by their seconds: its name is for machines. */
function nameOf({ name, run, createdAt }: CompareView['first']): string {
  return name.startsWith(run) ? `${timeOf(createdAt, 'seconds')}${name.slice(run.length)}` : name;
}

function overall({ classifiers, tested }: CompareView): Part {
  if (classifiers.length === 0) return html`<p class="finding quiet">The two sides have no classifier in common.</p>`;
  return html`<p class="finding quiet">
      The second less the first, within the conditions and models that both have. ${testedWords(tested)}
    </p>
    ${differenceTable({
      label: 'Classifier',
      heads: ['first', 'second'],
      test: 'Cochran–Mantel–Haenszel test, corrected by Holm',
      rows: classifiers.map((each): DifferenceRow => ({
        name: html`<b>${shown(each.classifier, 80)}</b
          >${each.ruleChanged ? html` <span class="tag">another rule</span>` : nothing}`,
        rates: [each.first, each.second],
        n: each.first.graded + each.second.graded,
        difference: each.difference,
        p: each.p,
        adjusted: each.adjusted,
      })),
    })}
    ${classifiers.map(({ classifier: id, paired }) => (paired === null ? nothing : pairedLine(id, paired)))}`;
}

function pairedLine(id: string, { n, first, second, difference, p, kappa, leftOut }: PairedView): TemplateResult {
  return html`<p class="finding">
    ${icon('link')} ${shown(id, 80)}: the same ${counted(n, 'transcript')} graded
    twice${leftOut === 0 ? '' : ` (${count(leftOut)} left out)`}: ${count(first)}/${count(n)} ${percent(first / n)} →
    ${count(second)}/${count(n)} ${percent(second / n)},
    <b>${points(difference.value)}</b> ${pointsInterval(difference.interval)} points, McNemar p
    ${pValue(p)}${kappa === null ? '' : `, κ ${kappa.toFixed(2)}`}.
  </p>`;
}

function classifier({ classifier: id, cells }: ComparedClassifier): Part {
  if (cells.length < 2) return nothing;
  return html`<details class="finding">
    <summary>${shown(id, 80)} in ${counted(cells.length, 'cell')}</summary>
    ${differenceTable({
      label: 'Cell',
      heads: ['first', 'second'],
      test: 'Not tested one by one',
      rows: cells.map(({ levels, models, first, second, difference }): DifferenceRow => ({
        name: html`${levelWords(levels)} <span class="quiet">${shown([...new Set(models)].join(' → '), 120)}</span>`,
        rates: [first, second],
        n: first.graded + second.graded,
        difference,
        p: null,
        adjusted: null,
      })),
    })}
  </details>`;
}

function levelWords(levels: Levels): Part {
  return html`${shown(Object.values(levels).join(' · ') || 'the only condition', 200)}`;
}
