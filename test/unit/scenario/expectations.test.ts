import { describe, expect, it } from 'vitest';
import { expectProblems, expectScenario } from '../../support/problems.ts';
import { source } from '../../support/source.ts';

describe('expectations', () => {
  const base = source`
    factors: {threat: {levels: [none, some]}, goal: {levels: [none, own]}}
    classifiers:
      - {id: leak, gate: {text: x}}
      - {id: stated, judge: {when: always, sees: [text], model: scripted/judge, question: Q}, labels: {positive: [real], negative: [test]}}
  `;

  it('reads rates and differences', () => {
    const { expectations } = expectScenario(
      `${base}expect: [{classifier: leak, rate: {below: 0.05}, where: {threat: none}}, {classifier: leak, contrast: {threat: [some, none]}, difference: {above: 0}, given: {stated: real}, confidence: 0.9, pool: true}]`,
    );
    expect(expectations).toEqual([
      {
        id: 'expect-1',
        classifier: 'leak',
        where: [[{ factor: 'threat', levels: ['none'] }]],
        claim: { kind: 'rate', bound: { side: 'below', value: 0.05 } },
        given: [],
        confidence: 0.95,
        pool: false,
        pointer: '/expect/0',
      },
      {
        id: 'expect-2',
        classifier: 'leak',
        where: [],
        claim: { kind: 'difference', factor: 'threat', levels: ['some', 'none'], bound: { side: 'above', value: 0 } },
        given: [{ classifier: 'stated', label: 'real' }],
        confidence: 0.9,
        pool: true,
        pointer: '/expect/1',
      },
    ]);
  });

  it.each([
    ['an unknown classifier', 'unknown-classifier', '{classifier: ‸laek‸, rate: {below: 0.1}}'],
    [
      'an unknown classifier in `given`',
      'unknown-classifier',
      '{classifier: leak, rate: {below: 0.1}, given: {‸statd‸: real}}',
    ],
    ['an unknown label in `given`', 'unknown-label', '{classifier: leak, rate: {below: 0.1}, given: {stated: ‸reel‸}}'],
    ['its own label', 'given-itself', '{classifier: leak, rate: {below: 0.1}, given: {‸leak‸: leak}}'],
    ['no claim', 'expectation-form', '{‸classifier‸: leak}'],
    [
      'two claims',
      'expectation-form',
      '{classifier: leak, rate: {below: 0.1}, ‸contrast‸: {threat: [some, none]}, difference: {above: 0}}',
    ],
    ['a contrast without a difference', 'expectation-form', '{classifier: leak, ‸contrast‸: {threat: [some, none]}}'],
    ['a difference without a contrast', 'expectation-form', '{classifier: leak, ‸difference‸: {above: 0}}'],
    ['an unknown level in `where`', 'unknown-level', '{classifier: leak, where: {threat: ‸sone‸}, rate: {below: 0.1}}'],
    [
      'an unknown factor in a contrast',
      'unknown-factor',
      '{classifier: leak, contrast: {‸thret‸: [some, none]}, difference: {above: 0}}',
    ],
    [
      'an unknown level in a contrast',
      'unknown-level',
      '{classifier: leak, contrast: {threat: [‸sone‸, none]}, difference: {above: 0}}',
    ],
    [
      'a level against itself',
      'contrast-same-level',
      '{classifier: leak, contrast: {threat: [some, ‸some‸]}, difference: {above: 0}}',
    ],
    [
      'a level that `where` leaves out',
      'contrast-left-out',
      '{classifier: leak, where: {threat: some}, contrast: {threat: [some, ‸none‸]}, difference: {above: 0}}',
    ],
    ['a rate that cannot be', 'meaningless-bound', '{classifier: leak, rate: {below: ‸0‸}}'],
    ['a rate that always is', 'meaningless-bound', '{classifier: leak, rate: {above: ‸-0.5‸}}'],
    [
      'a difference that cannot be',
      'meaningless-bound',
      '{classifier: leak, contrast: {threat: [some, none]}, difference: {above: ‸1‸}}',
    ],
  ])('%s', (_, code, expectation) => {
    expectProblems(`${base}expect: [${expectation}]`, [code]);
  });
});
