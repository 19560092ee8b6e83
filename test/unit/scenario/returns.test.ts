import { describe, expect, it } from 'vitest';
import { expectProblems } from '../../support/problems.ts';
import { scenarioOf } from '../trial/support.ts';

const tool = (returns: string): string =>
  `tools: {protocol: native, use: [{id: cancel, input: {code: string}, returns: ${returns}}]}\nturns: {max: 4}`;

describe('what a tool answers', () => {
  it('is a text, or rules that are resolved', () => {
    const [one] = scenarioOf(tool('Done.')).tools.use;
    expect(one?.returns).toMatchObject([{ where: [], when: [], text: { text: 'Done.' }, isError: false }]);
    const [ruled] = scenarioOf(tool('[{where: {code: "1"}, call: 2, text: a}, {call: {from: 3}, error: b}]')).tools.use;
    expect(ruled?.returns).toMatchObject([
      { where: [{ field: 'code' }], calls: { from: 2, to: 2 }, isError: false },
      { where: [], calls: { from: 3, to: Number.MAX_SAFE_INTEGER }, isError: true },
    ]);
  });

  it.each([
    ['answer-text', tool('[‸{where: {code: "1"}}‸]')],
    ['answer-text', tool('[‸{text: a, error: b}‸]')],
    ['unknown-field', tool('[{where: {‸cod‸: "1"}, text: a}]')],
    ['unreachable-alternative', tool('[{text: a}, ‸{text: b}‸]')],
    ['tool-without-answer', 'tools: {protocol: native, use: [{id: ‸cancel‸, input: {}}]}\nturns: {max: 2}'],
    ['no-protocol', 'factors: {p: {levels: [native, tags]}}\ntools: {protocol: {factor: ‸p‸}, use: []}'],
  ])('%s: %s', (code, sections) => {
    expectProblems(sections, [code]);
  });
});
