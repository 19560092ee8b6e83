import { html, type TemplateResult } from 'lit';
import type { Chart } from '../../src/core/view/shown/charts/chart.ts';
import { drawing } from '../charts/drawing.ts';
import { standaloneSvg } from '../charts/standaloneSvg.ts';
import { chartNotes } from '../../src/core/view/shown/charts/notes.ts';
import { markdownTable } from '../markdown.ts';
import { plain } from '../visibleText.ts';
import type { RunView } from '../viewTypes.ts';
import { shown, textButton, type Dispatch } from './parts.ts';

/** A chart so many pixels wide with its title, its table, and the ways out: an SVG file, and the table as Markdown. */
export function chartFigure(
  { title, fileName, draw, table, rates }: Chart,
  view: Pick<RunView, 'models'>,
  width: number,
  dispatch: Dispatch,
): TemplateResult {
  const notes = chartNotes(view, rates);
  const save = ({ target }: Event): void => {
    const picture = target instanceof Element ? target.closest('figure')?.querySelector('svg.chart') : null;
    if (picture instanceof SVGSVGElement)
      dispatch({
        type: 'send',
        message: { type: 'saveSvg', name: fileName, svg: standaloneSvg(picture, title, notes) },
      });
  };
  const copy = (): void => {
    const text = `${title}\n\n${markdownTable(table)}\n\n${notes.map((note) => plain(note, 200)).join(' ')}\n`;
    dispatch({ type: 'send', message: { type: 'copy', text } });
  };
  return html`<figure class="chart-figure">
    <figcaption>${shown(title, 300)}</figcaption>
    ${drawing(title, draw(width))}
    <p class="quiet">${notes.map((note) => html`${shown(note, 200)} `)}</p>
    <details>
      <summary>As a table</summary>
      <div class="table-scroll" tabindex="0" role="group" aria-label="Table of ${title}">
        <table>
          <thead>
            <tr>
              ${table.head.map((name) => html`<th scope="col">${shown(name, 100)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${table.rows.map(
              (row) =>
                html`<tr>
                  ${row.map((cell, index) => html`<td class=${index >= table.numbersFrom ? 'number' : ''}>${shown(cell, 200)}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>
    <p class="ways-out">
      <button type="button" class="button link" @click=${save}>Save chart as SVG</button>
      ${textButton('Copy as Markdown', copy, 'link')}
    </p>
  </figure>`;
}
