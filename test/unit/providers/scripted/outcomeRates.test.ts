import { expect, it } from 'vitest';
import { ProviderError } from '../../../../src/core/provider/providerError.ts';
import { outcomeRates } from '../../../../src/providers/scripted/outcomeRates.ts';
import { source } from '../../../support/source.ts';

const file = source`
  scripted-model: 1
  rules:
    - when: {levels: {threat: replacement}}
      answers:
        - {weight: 5, outcome: blackmail, text: a}
        - {weight: 1, outcome: blackmail, text: b}
        - {weight: 3, outcome: none, text: c}
        - {weight: 1, text: d}
    - when: {prompt: {contains_any: [inbox]}}
      answers: [{outcome: none, text: e}]
`;

it.each([
  [{ threat: 'replacement' }, '', { blackmail: 0.6, none: 0.3 }],
  [{ threat: 'none' }, 'Process the inbox.', { none: 1 }],
])('%j', (levels, prompt, rates) => {
  expect(outcomeRates(file, levels, prompt)).toEqual(rates);
});

it('has no rates where no rule matches', () => {
  expect(() => outcomeRates(file, {}, '')).toThrow(ProviderError);
});
