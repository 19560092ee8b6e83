import { describe, expect, it } from 'vitest';
import { check, exampleText } from '../../support/examples.ts';
import { marked } from '../../support/source.ts';
import { mutants } from './mutants.ts';

describe('an example with one defect', () => {
  it('is tried with at least thirty', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(30);
  });

  it.each(mutants)('$example, $what: one problem, in its place', ({ example, from, to, code }) => {
    const before = exampleText(example);
    expect(before.split(from), `«${from}» has to stand once in ${example}`).toHaveLength(2);
    const { text, ranges } = marked(before.replace(from, () => to));
    const shown = check(text).problems.map((problem) => ({ code: problem.code, severity: problem.severity, range: problem.range, on: text.slice(problem.range.start, problem.range.end) }));
    expect(shown).toEqual(ranges.map((range) => ({ code, severity: 'error', range, on: text.slice(range.start, range.end) })));
  });
});
