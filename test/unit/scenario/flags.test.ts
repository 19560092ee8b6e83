import { describe, expect, it } from 'vitest';
import { expectProblems, expectScenario } from '../../support/problems.ts';

const judge = 'judge: {when: always, sees: [text], model: scripted/judge, question: Which hold?}';

describe('a classifier of kind flags', () => {
  it('becomes one classifier for each flag, of one judge', () => {
    const { classifiers, expectations } = expectScenario(
      `classifiers: [{id: conduct, title: How, kind: flags, ${judge}, labels: [accepts, delays], examples: [{text: x, expect: [delays]}]}]
expect: [{classifier: conduct.delays, rate: {below: 0.5}}]`,
    );
    expect(classifiers).toMatchObject([
      { id: 'conduct.accepts', title: 'How: accepts', labels: { positive: ['accepts'], otherwise: 'none' } },
      {
        id: 'conduct.delays',
        flags: { of: 'conduct', all: ['accepts', 'delays'] },
        examples: [{ expect: ['delays'] }],
      },
    ]);
    expect(classifiers[0]?.judge).toBe(classifiers[1]?.judge);
    expect(expectations[0]?.classifier).toBe('conduct.delays');
  });

  it.each([
    ['sides of labels', 'flags-form', `{id: a, kind: flags, ${judge}, ‸labels‸: {positive: [b], negative: [c]}}`],
    ['a flag for none', 'flags-form', `{id: a, kind: flags, ${judge}, labels: [b, ‸none‸]}`],
    ['a flag twice', 'duplicate-name', `{id: a, kind: flags, ${judge}, labels: [b, ‸b‸]}`],
    ['no judge', 'flags-form', '{id: a, kind: ‸flags‸, gate: {text: x}, labels: [b]}'],
    ['a gate that decides', 'flags-form', `{id: a, kind: flags, ‸gate‸: {text: x}, ${judge}, labels: [b]}`],
  ])('%s', (_, code, classifier) => {
    expectProblems(`classifiers: [${classifier}]`, [code]);
  });

  it('is spoken of by its flags', () => {
    const own = `classifiers: [{id: conduct, kind: flags, ${judge}, labels: [accepts]}]`;
    const [problem] = expectProblems(`${own}\nexpect: [{classifier: ‸conduct‸, rate: {below: 0.5}}]`, [
      'unknown-classifier',
    ]);
    expect(problem?.message).toContain('conduct.accepts');
  });
});
