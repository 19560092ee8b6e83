import { describe, expect, it } from 'vitest';
import { createPace, finish, finishSliced, WorkAborted, type Steps } from '../../../src/core/text/steps.ts';

function* countTo(last: number): Steps<readonly number[]> {
  const counted: number[] = [];
  for (let number = 1; number <= last; number++) {
    counted.push(number);
    yield;
  }
  return counted;
}

describe('steps', () => {
  it('come to the same result in one go and in slices', async () => {
    let yields = 0;
    const yieldControl = (): Promise<void> => {
      yields++;
      return Promise.resolve();
    };
    expect(finish(countTo(3))).toEqual([1, 2, 3]);
    expect(await finishSliced(countTo(3), yieldControl)).toEqual([1, 2, 3]);
    expect(yields).toBe(3);
  });

  it('stop before the next slice where the signal says so', async () => {
    const controller = new AbortController();
    let yields = 0;
    const yieldControl = (): Promise<void> => {
      if (++yields === 2) controller.abort();
      return Promise.resolve();
    };
    await expect(finishSliced(countTo(9), yieldControl, controller.signal)).rejects.toBeInstanceOf(WorkAborted);
    expect(yields).toBe(2);
  });
});

it('a slice ends by the work that was done in it, however small its parts are', () => {
  const dueAfter = (work: number): number => {
    const pace = createPace();
    let calls = 1;
    while (!pace.isDue(work)) calls++;
    return calls * work;
  };
  expect(dueAfter(1)).toBe(dueAfter(100));
  expect(createPace().isDue(1_000_000)).toBe(true);
});
