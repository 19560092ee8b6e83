import type { Chart } from '../../core/view/shown/charts/chart.ts';
import type { Drawing, Shape } from '../../core/view/shown/charts/drawing.ts';
import { markup, nothing, type Content, type Markup } from './markup.ts';

/** A page has no script that could ask how wide it is: each picture is drawn for a screen, and for a telephone. */
const widths = { wide: 760, narrow: 344 } as const;

export interface Figure {
  readonly chart: Chart;
  /** From 1, through the page. */
  readonly number: number;
  /** By which method, of how many trials, what was left out: all that makes it stand by itself. */
  readonly caption: string;
  /** The page has its numbers in a table of its own, below. */
  readonly isTabled?: boolean;
}

/** A picture with its caption, and the same as a table. */
export function figure({ chart, number, caption, isTabled = false }: Figure): Markup {
  const { title } = chart;
  const pictures = (['wide', 'narrow'] as const).map((size) =>
    picture(chart.draw(widths[size]), { size, id: `figure-${number}-${size}`, title, caption }),
  );
  return markup`<figure id="${`figure-${number}`}">
${pictures}
<figcaption><strong>Figure ${number}.</strong> ${title}. ${caption}</figcaption>
${isTabled ? nothing : tableOf(number, chart)}</figure>\n`;
}

function tableOf(number: number, chart: Chart): Markup {
  const { head, rows } = chart.table;
  return markup`<details class="source"><summary>Figure ${number} as a table</summary>
<div class="scroll" role="region" tabindex="0" aria-label="${`Table of figure ${number}`}"><table>
<thead><tr>${head.map((name, index) => markup`<th scope="col"${numberClass(index, chart)}>${name}</th>`)}</tr></thead>
<tbody>${rows.map((row) => markup`<tr>${row.map((cell, index) => markup`<td${numberClass(index, chart)}>${cell}</td>`)}</tr>\n`)}</tbody>
</table></div></details>\n`;
}

function numberClass(column: number, { table }: Chart): Markup {
  // What was left out is a sentence, in the last column.
  return column >= table.numbersFrom && column < table.head.length - 1 ? markup` class="number"` : nothing;
}

interface Picture {
  readonly size: keyof typeof widths;
  readonly id: string;
  readonly title: string;
  readonly caption: string;
}

function picture({ width, height, shapes }: Drawing, { size, id, title, caption }: Picture): Markup {
  return markup`<svg class="chart ${size}" role="img" aria-labelledby="${`${id}-title`}" aria-describedby="${`${id}-desc`}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><title id="${`${id}-title`}">${title}</title><desc id="${`${id}-desc`}">${caption} All numbers are in the table below.</desc>${shapes.map(shape)}</svg>`;
}

function shape(each: Shape): Content {
  switch (each.kind) {
    case 'line': {
      const dash = each.dash === undefined ? nothing : markup` stroke-dasharray="${each.dash}"`;
      const [[x1, y1], [x2, y2]] = [each.from, each.to];
      return markup`<line class="${each.look}"${dash} x1="${place(x1)}" y1="${place(y1)}" x2="${place(x2)}" y2="${place(y2)}"/>`;
    }
    case 'dot':
      return markup`<circle class="${each.look}" cx="${place(each.at[0])}" cy="${place(each.at[1])}" r="4"/>`;
    case 'text':
      return markup`<text class="${each.look}" x="${place(each.at[0])}" y="${place(each.at[1])}" text-anchor="${each.anchor}">${each.text}</text>`;
    case 'group':
      return markup`<g class="${each.look}">${each.shapes.map(shape)}</g>`;
  }
}

/** To a hundredth of a pixel. */
function place(pixels: number): number {
  return Number(pixels.toFixed(2));
}
