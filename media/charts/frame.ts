import { svg, type SVGTemplateResult } from 'lit';

/** Where the 0–100 % axis of a chart lies, in pixels. */
export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export const percents = [0, 25, 50, 75, 100] as const;

export function along(share: number, { left, right }: Frame): number {
  return left + share * (right - left);
}

/** Numbers above the axis. */
export function percentNumbers(frame: Frame): readonly SVGTemplateResult[] {
  return percents.map(
    (percent) =>
      svg`<text class="number" x=${along(percent / 100, frame)} y=${frame.top - 6} text-anchor="middle">${percent}</text>`,
  );
}

/** Vertical lines from one height to another. */
export function percentLines(frame: Frame, from: number, to: number): readonly SVGTemplateResult[] {
  return percents.map((percent) => {
    const x = along(percent / 100, frame);
    return svg`<line class="tick" x1=${x} x2=${x} y1=${from} y2=${to}></line>`;
  });
}

/** A label no longer than its place: an SVG breaks no lines. */
export function cut(label: string, pixels: number): string {
  const most = Math.max(4, Math.floor(pixels / 6.6));
  return label.length <= most ? label : `${label.slice(0, most - 1)}…`;
}
