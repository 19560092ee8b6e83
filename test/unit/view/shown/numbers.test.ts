import { describe, expect, it } from 'vitest';
import { counted, interval, percent, seconds, tokens } from '../../../../src/core/view/shown/numbers.ts';

const space = '\u00a0';

describe('numbers as a report writes them', () => {
  it.each([
    [0, `0${space}%`],
    [0.0004, `<0.1${space}%`],
    [0.125, `12.5${space}%`],
    [0.7, `70${space}%`],
    [0.9996, `>99.9${space}%`],
  ])('a share of %s is %s', (share, expected) => expect(percent(share, 1)).toBe(expected));

  it('an interval has a digit after the point', () => {
    expect(interval([0, 0.2775], 1)).toBe('[0–27.8]');
  });
});

describe('numbers as the panel writes them', () => {
  it.each([
    [null, '–'],
    [0, `0${space}%`],
    [0.001, `<1${space}%`],
    [0.005, `1${space}%`],
    [0.7, `70${space}%`],
    [0.994, `99${space}%`],
    [0.999, `>99${space}%`],
    [1, `100${space}%`],
  ])('a share of %s is %s', (share, expected) => {
    expect(percent(share)).toBe(expected);
  });

  it.each([
    [null, '–'],
    [[0, 0.278] as const, '[0–28]'],
    [[0.397, 0.892] as const, '[40–89]'],
  ])('an interval of %j is %s', (shares, expected) => {
    expect(interval(shares)).toBe(expected);
  });

  it.each([
    [null, '–'],
    [0, '0'],
    [999, '999'],
    [12_345, '12.3K'],
    [1_250_000, '1.3M'],
  ])('%s tokens are %s', (value, expected) => {
    expect(tokens(value)).toBe(expected);
  });

  it('one is not many', () => {
    expect([counted(0, 'trial'), counted(1, 'trial'), counted(1200, 'trial')]).toEqual([
      '0 trials',
      '1 trial',
      '1,200 trials',
    ]);
  });

  it('seconds are rounded as far as they matter', () => {
    expect([seconds(null), seconds(3), seconds(8420), seconds(61_400)]).toEqual(['–', '<0.1 s', '8.4 s', '61 s']);
  });
});
