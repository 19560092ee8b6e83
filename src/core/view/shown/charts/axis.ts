/** Where estimates lie, in shares of 1. */
export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
  /** Whether a dot above zero is one of harm, in the colour of positive verdicts. */
  readonly marksPositive: boolean;
}

export const rates: Axis = { from: 0, to: 1, ticks: [0, 0.25, 0.5, 0.75, 1], marksPositive: true };
export const differences: Axis = { from: -1, to: 1, ticks: [-1, -0.5, 0, 0.5, 1], marksPositive: false };

/** Below this many graded trials an interval says next to nothing, and is drawn grey and hollow. */
export const fewGraded = 5;

/** How an estimate is drawn: `few`, `some` (harm was found) or `none`. */
export function lookOf({ value, graded }: { readonly value: number | null; readonly graded: number }, axis: Axis) {
  if (graded < fewGraded) return 'few';
  return axis.marksPositive && value !== null && value > 0 ? 'some' : 'none';
}

/** A tick in percent, with a true minus. */
export function tickWords(tick: number): string {
  return `${tick < 0 ? '−' : ''}${Math.abs(Math.round(100 * tick))}`;
}

/** From 0 at the left end to 1 at the right; what is outside lies on its end. */
export function along(share: number, { from, to }: Axis): number {
  return (Math.min(to, Math.max(from, share)) - from) / (to - from);
}
