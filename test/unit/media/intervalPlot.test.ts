import { expect, it } from 'vitest';
import { axisPosition } from '../../../media/components/intervalPlot.ts';
import { differences } from '../../../src/core/view/shown/charts/axis.ts';

it('an axis ends at its ends', () => {
  expect([-0.1, 0.125, 1.1].map((share) => axisPosition(share))).toEqual(['0.00%', '12.50%', '100.00%']);
});

it('an axis of differences has zero in its middle', () => {
  expect([-1, 0, 0.5].map((share) => axisPosition(share, differences))).toEqual(['0.00%', '50.00%', '75.00%']);
});
