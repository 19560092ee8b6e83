import { html, nothing, type TemplateResult } from 'lit';
import { points, pointsInterval, rateSentence } from '../../src/core/view/shown/differenceWords.ts';
import { interval } from '../../src/core/view/shown/numbers.ts';
import type { GivenView } from '../viewTypes.ts';
import { leftOut } from '../../src/core/view/shown/words.ts';
import { axisLabels, intervalPlot } from './intervalPlot.ts';
import { shown } from './parts.ts';
import { rateCell } from './differenceTable.ts';

/** The rate among the transcripts to which another classifier gave each label. */
export function givenTable({ classifier, title, rows, unlabelled }: GivenView): TemplateResult {
  const none = leftOut(unlabelled);
  return html`<h3 class="finding">Given ${shown(classifier, 80)}</h3>
    ${title === classifier ? nothing : html`<p class="finding quiet">${shown(title, 300)}</p>`}
    <div class="differences" role="table" aria-label=${`Rates given ${classifier}`}>
      <div class="difference-row head" role="row">
        <span class="what" role="columnheader">label</span>
        <span class="number rate" role="columnheader">transcripts</span>
        <span class="number rate" role="columnheader">rate</span>
        <span class="plot-cell" role="columnheader" aria-label="rate from 0 to 100 %">${axisLabels()}</span>
        <span class="number points" role="columnheader" title="95 % Wilson interval, in percent">95 %</span>
        <span
          class="number p"
          role="columnheader"
          title="Less the rate of the first row, in points, with its 95 % interval"
          >points</span
        >
      </div>
      ${rows.map(
        ({ label, share, rate, difference }) =>
          html`<div class="difference-row" role="row" title=${rateSentence(rate)}>
            <span class="what" role="cell"><b>${shown(label, 80)}</b></span>
            ${rateCell(share)} ${rateCell(rate)}
            <span class="plot-cell" role="cell">${intervalPlot({ ...rate, value: rate.rate })}</span>
            <span class="number points" role="cell">${interval(rate.interval)}</span>
            <span class="number p" role="cell" title=${difference === null ? '' : pointsInterval(difference.interval)}
              >${difference === null ? '' : points(difference.value)}</span
            >
          </div>`,
      )}
    </div>
    ${none === '' ? nothing : html`<p class="finding quiet">In no row, having no label: ${none}</p>`}`;
}
