import { describe, expect, it } from 'vitest';
import { planTrials } from '../../../src/core/trial/trials.ts';
import { modelUse } from '../../support/runs.ts';
import { expectProblems, expectScenario } from '../../support/problems.ts';
import { checkScenario } from '../../../src/core/trial/check.ts';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import { scenarioText } from '../../support/scenarios.ts';
import { conditionsOf, hash } from '../trial/support.ts';

const world = (permission: string, more = ''): string =>
  `factors: {oversight: {baseline: none, levels: [none, rule, person]}}
tools: {protocol: native, use: [{id: send, builtin: mail.send, permission: ${permission}${more}}]}
turns: {max: 3}`;

const alternatives =
  '[{when: {oversight: person}, permission: ask}, {when: {oversight: rule}, permission: deny}, {permission: allow}]';

describe('the permission of a tool', () => {
  it.each([
    ['ask', [{ when: [], permission: 'ask' }]],
    [
      '[{when: {oversight: person}, permission: ask}, {permission: allow}]',
      [
        { when: [[{ factor: 'oversight', levels: ['person'] }]], permission: 'ask' },
        { when: [], permission: 'allow' },
      ],
    ],
  ])('%s', (permission, read) => {
    expect(expectScenario(world(permission)).tools.use[0]?.permissions).toEqual(read);
  });

  it.each([
    ['a word that is none', 'not-one-of', '‸may‸'],
    ['an alternative without one', 'missing-key', '[{‸when‸: {oversight: person}}, {permission: allow}]'],
    ['a level that is none', 'unknown-level', '[{when: {oversight: ‸persn‸}, permission: ask}, {permission: allow}]'],
    ['one after the last', 'unreachable-alternative', '[{permission: ask}, ‸{permission: allow}‸]'],
  ])('%s is a problem', (_, code, permission) => {
    expectProblems(world(permission), [code]);
  });

  it('has to be said in every condition', () => {
    const { scenario, problems } = checkScenario(
      parseDocument(scenarioText(world('[{when: {oversight: person}, permission: ask}]'))),
      hash,
    );
    expect(scenario).toBeNull();
    expect(problems.map(({ code, message }) => [code, message])).toEqual([
      [
        'no-alternative',
        'No permission of tool `send` holds in the condition oversight=none. Put one without `when` at the end, as in `- {permission: allow}`.',
      ],
    ]);
  });

  it('depends on the condition, which sends another experiment for it', () => {
    const conditions = conditionsOf(world(alternatives));
    expect(conditions.map(({ levels, prompt }) => [levels['oversight'], prompt.tools[0]?.permission])).toEqual([
      ['none', 'allow'],
      ['rule', 'deny'],
      ['person', 'ask'],
    ]);
    const idsOf = (sections: string): readonly string[] => {
      const plan = {
        conditions: conditionsOf(sections),
        models: [modelUse('fake/a')],
        samples: 1,
        sources: new Map(),
        hash,
      };
      return [...planTrials(plan).trials()].map(({ id }) => id);
    };
    const ids = idsOf(world(alternatives));
    expect(new Set(ids).size).toBe(3);
    // However it is written, what holds in a condition is the experiment.
    expect(idsOf(world('allow'))).toEqual([ids[0]]);
    expect(idsOf(world('ask'))).toEqual([ids[2]]);
  });

  it('and an answer that depend on nothing else make conditions differ only where the model is told of them', () => {
    const silent = (sections: string): string =>
      sections.replace('protocol: native', 'protocol: text').replace('turns: {max: 3}', '');
    expect(conditionsOf(silent(world(alternatives)))).toHaveLength(1);
    expect(
      conditionsOf(world('allow', ', returns: [{when: {oversight: rule}, text: Sent.}, {error: No.}]')),
    ).toHaveLength(2);
  });
});
