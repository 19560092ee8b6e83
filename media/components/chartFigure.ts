import { html, type SVGTemplateResult, type TemplateResult } from 'lit';
import { standaloneSvg } from '../charts/standaloneSvg.ts';
import { markdownTable } from '../markdown.ts';
import type { TextTable } from '../../src/core/view/shown/ratesTable.ts';
import { shown, textButton, type Dispatch } from './parts.ts';

/** A picture and the same in words and numbers. */
export interface Chart {
  readonly title: string;
  /** Of the file that it is saved to, without its ending. */
  readonly fileName: string;
  readonly drawing: SVGTemplateResult;
  readonly table: TextTable;
}

/** A chart with its title, its table, and the ways out: an SVG file, and the table as Markdown. */
export function chartFigure({ title, fileName, drawing, table }: Chart, dispatch: Dispatch): TemplateResult {
  const save = ({ target }: Event): void => {
    const picture = target instanceof Element ? target.closest('figure')?.querySelector('svg.chart') : null;
    if (picture instanceof SVGSVGElement)
      dispatch({ type: 'send', message: { type: 'saveSvg', name: fileName, svg: standaloneSvg(picture) } });
  };
  const copy = (): void => {
    const text = `${title}\n\n${markdownTable(table)}\n`;
    dispatch({ type: 'send', message: { type: 'copy', text } });
  };
  return html`<figure class="chart-figure">
    <figcaption>${shown(title, 300)}</figcaption>
    ${drawing}
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
