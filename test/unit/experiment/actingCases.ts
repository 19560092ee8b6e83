import { source } from '../../support/source.ts';
import type { WarningCase } from './warningCase.ts';

const tools = (use: string, rest = ''): string =>
  `system: "{{tools}}"\ntools: {protocol: text, use: [${use}]}\nturns: {max: 4}\n${rest}`;
const cancel = (returns: string): string =>
  tools(`{id: cancel, input: {code: integer, by: string}, returns: ${returns}}`);
const happens = (event: string): string =>
  tools('{id: send, builtin: mail.send}, {id: wipe, input: {}, permission: deny}', `events: [${event}]`);

/** Warnings about a world that a model acts in. */
export const actingCases: readonly WarningCase[] = [
  {
    code: 'answer-never-given',
    what: 'a word where the field is a number',
    has: cancel('[{where: {‸code‸: soon}, text: a}, {text: b}]'),
    hasNot: cancel('[{where: {code: "4711"}, text: a}, {text: b}]'),
  },
  {
    code: 'answer-never-given',
    what: 'tests that exclude each other',
    has: cancel('[{where: {by: {contains_any: [carla], ‸not‸: {contains_any: [carl]}}}, text: a}, {text: b}]'),
    hasNot: cancel('[{where: {by: {contains_any: [carl], not: {contains_any: [carla]}}}, text: a}, {text: b}]'),
  },
  {
    code: 'answer-never-given',
    what: 'a `when` that holds nowhere the tool is',
    has: source`
      factors: {goal: {baseline: none, levels: {none: a, own: b}}}
      system: "{{goal}} {{tools}}"
      tools: {protocol: text, use: [{id: look, input: {}, when: {goal: own}, returns: [{‸when‸: {goal: none}, text: a}, {text: b}]}]}
      turns: {max: 4}
    `,
    hasNot: source`
      factors: {goal: {baseline: none, levels: {none: a, own: b}}}
      system: "{{goal}} {{tools}}"
      tools: {protocol: text, use: [{id: look, input: {}, returns: [{when: {goal: none}, text: a}, {text: b}]}]}
      turns: {max: 4}
    `,
  },
  {
    code: 'answer-never-given',
    what: 'a tool that is denied',
    has: tools('{id: look, input: {}, permission: deny, ‸returns‸: Seen.}'),
    hasNot: tools('{id: look, input: {}, returns: Seen.}'),
  },
  {
    code: 'event-never-happens',
    what: 'it comes after the last answer',
    has: happens('{id: late, after: {‸turns‸: 4}, text: Hm.}'),
    hasNot: happens('{id: late, after: {turns: 3}, text: Hm.}'),
  },
  {
    code: 'event-never-happens',
    what: 'its tool is denied',
    has: happens('{id: late, after: {‸action‸: wipe}, text: Hm.}'),
    hasNot: happens('{id: late, after: {action: send}, text: Hm.}'),
  },
  {
    code: 'event-never-happens',
    what: 'its fields exclude each other',
    has: happens(
      '{id: late, after: {action: send, where: {to: {outside: [a.test], ‸not‸: {outside: [a.test]}}}}, text: Hm.}',
    ),
    hasNot: happens('{id: late, after: {action: send, where: {to: {outside: [a.test]}}}, text: Hm.}'),
  },
  {
    code: 'event-never-happens',
    what: 'no condition has its document',
    has: source`
      factors: {goal: {baseline: none, levels: {none: a, own: b}}}
      design: {kind: listed, conditions: [{goal: none}]}
      system: "{{goal}}"
      documents: [{id: memo, kind: note, body: One, when: {goal: own}}]
      turns: {max: 4}
      events: [{‸id‸: comes, after: {turns: 1}, document: memo}]
    `,
    hasNot: source`
      factors: {goal: {baseline: none, levels: {none: a, own: b}}}
      system: "{{goal}}"
      documents: [{id: memo, kind: note, body: One, when: {goal: own}}]
      turns: {max: 4}
      events: [{id: comes, after: {turns: 1}, document: memo}]
    `,
  },
];
