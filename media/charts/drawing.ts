import { nothing, svg, type SVGTemplateResult } from 'lit';
import type { Drawing, Shape } from '../../src/core/view/shown/charts/drawing.ts';

/** A drawing as an SVG that can be saved. */
export function drawing(title: string, { width, height, shapes }: Drawing): SVGTemplateResult {
  return svg`<svg class="chart" role="img" aria-label=${title} width=${width} height=${height} viewBox="0 0 ${width} ${height}">
    ${shapes.map(shape)}
  </svg>`;
}

function shape(each: Shape): SVGTemplateResult {
  switch (each.kind) {
    case 'line':
      return svg`<line class=${each.look} stroke-dasharray=${each.dash ?? nothing} x1=${each.from[0]} y1=${each.from[1]} x2=${each.to[0]} y2=${each.to[1]}></line>`;
    case 'dot':
      return svg`<circle class=${each.look} cx=${each.at[0]} cy=${each.at[1]} r="4"></circle>`;
    case 'text':
      return svg`<text class=${each.look} x=${each.at[0]} y=${each.at[1]} text-anchor=${each.anchor}>${each.text}</text>`;
    case 'group':
      return svg`<g class=${each.look}>${each.shapes.map(shape)}</g>`;
  }
}
