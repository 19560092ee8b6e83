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
    [
      'unreachable-alternative',
      tool('[{where: {code: ["1", "2"]}, text: a}, ‸{where: {code: "2"}, call: 3, text: b}‸]'),
    ],
    [
      'unreachable-alternative',
      tool('[{call: 1, text: a}, {call: {from: 2}, error: b}, ‸{where: {code: "1"}, text: c}‸]'),
    ],
    ['tool-without-answer', 'tools: {protocol: native, use: [{id: ‸cancel‸, input: {}}]}\nturns: {max: 2}'],
    ['no-protocol', 'factors: {p: {levels: [native, tags]}}\ntools: {protocol: {factor: ‸p‸}, use: []}'],
  ])('%s: %s', (code, sections) => {
    expectProblems(sections, [code]);
  });

  it.each([
    ['a later call', '[{call: 1, text: a}, {call: 3, text: b}, {text: c}]'],
    ['another value', '[{where: {code: "1"}, text: a}, {where: {code: ["1", "2"]}, text: b}]'],
    ['a wider match', '[{where: {code: {contains_any: [a]}}, text: a}, {where: {code: {contains_any: [b]}}, text: b}]'],
  ])('leaves something to a rule for %s', (_, returns) => {
    expectProblems(tool(returns), []);
  });
});

describe('what happens', () => {
  const world = (events: string): string =>
    `documents: [{id: memo, kind: email, from: a@b.test, to: b@b.test, subject: Memo, body: One.}]\ntools: {protocol: native, use: [{id: list, builtin: mail.list}, {id: read, builtin: mail.read}]}\nturns: {max: 4}\nevents: ${events}`;

  it('is resolved', () => {
    const { events, documents } = scenarioOf(
      world(
        '[{id: a, after: {turns: 2}, document: memo}, {id: b, after: {action: read, where: {document: memo}, times: 2}, text: Hm.}]',
      ),
    );
    expect(events).toMatchObject([
      { id: 'a', after: { kind: 'turns', turns: 2 }, document: 'memo', text: null },
      { id: 'b', after: { kind: 'action', tool: 'read', where: [{ field: 'document' }], times: 2 }, document: null },
    ]);
    expect(documents[0]?.delivery).toBe('event');
  });

  it.each([
    ['empty-event', '[{id: ‸a‸, after: {turns: 1}}]'],
    ['unknown-document', '[{id: a, after: {turns: 1}, document: ‸mem‸}]'],
    ['unknown-tool', '[{id: a, after: {action: ‸reed‸}, text: Hm.}]'],
    ['unknown-field', '[{id: a, after: {action: read, where: {‸doc‸: memo}}, text: Hm.}]'],
    ['duplicate-id', '[{id: a, after: {turns: 1}, text: Hm.}, {id: ‸a‸, after: {turns: 2}, text: Hm.}]'],
    ['unknown-factor', '[{id: a, after: {turns: 1}, text: Hm., when: {‸goal‸: own}}]'],
    ['missing-key', '[{‸id‸: a, text: Hm.}]'],
  ])('%s: %s', (code, events) => {
    expectProblems(world(events), [code]);
  });
});
