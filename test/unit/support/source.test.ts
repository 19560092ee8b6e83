import { describe, expect, it } from 'vitest';
import { marked, source } from '../../support/source.ts';

describe('source', () => {
  it('takes off the indentation of the test, and no more', () => {
    expect(source`
      a:
        b: 1

      c: \{{x}}
    `).toBe('a:\n  b: 1\n\nc: \\{{x}}\n');
  });

  it('indents a value of several lines as its place is', () => {
    expect(source`
      a:
        ${'b: 1\nc: 2'}
    `).toBe('a:\n  b: 1\n  c: 2\n');
  });
});

describe('marked', () => {
  it('says where the marks were', () => {
    expect(marked('goal: ‸x‸, threat: ‸yz‸')).toEqual({
      text: 'goal: x, threat: yz',
      ranges: [
        { start: 6, end: 7 },
        { start: 17, end: 19 },
      ],
    });
  });
});
