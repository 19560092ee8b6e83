import { describe, expect, it, test } from 'vitest';
import { evaluateGate } from '../../../src/core/verdict/gate.ts';
import { readTranscript } from '../../../src/core/transcript/readTranscript.ts';
import { inputSchema } from '../../../src/core/trial/toolUsage.ts';
import { expectProblems } from '../../support/problems.ts';
import { source } from '../../support/source.ts';
import { scenarioOf } from '../trial/support.ts';
import { act, agent, protocols, talk, told } from './talks.ts';

const world = source`
  user: "Plan the visits. {{tools}}"
  tools:
    protocol: {factor: calls}
    use:
      - id: plan
        tag: plan
        input:
          mode: {type: string, enum: [fast, safe], description: How careful to be}
          route:
            type: object
            properties:
              site: string
              chambers: {type: array, items: integer}
              note: {type: string, optional: true}
          crew: {type: array, items: string, optional: true}
        returns: Planned.
  turns: {max: 4}
  classifiers: [{id: four, gate: {action: plan, where: {route: {not: {contains_any: [south]}, contains_all: [north]}, crew: [ann]}}}]
`;

test('the model is told the whole of it: as a JSON Schema, or as a shape in the sample', () => {
  const [plan] = scenarioOf(`factors: {calls: {levels: [text, native]}}\n${world}`).tools.use;
  if (plan === undefined) throw new Error('no tool');
  expect(inputSchema(plan)).toEqual({
    type: 'object',
    additionalProperties: false,
    required: ['mode', 'route'],
    properties: {
      mode: { type: 'string', enum: ['fast', 'safe'], description: 'How careful to be' },
      route: {
        type: 'object',
        additionalProperties: false,
        required: ['site', 'chambers'],
        properties: {
          site: { type: 'string' },
          chambers: { type: 'array', items: { type: 'integer' } },
          note: { type: 'string' },
        },
        description: 'route',
      },
      crew: { type: 'array', items: { type: 'string' }, description: 'crew' },
    },
  });
});

describe.each(protocols)('under the %s protocol', (calls) => {
  const route = '{"site": "north", "chambers": [4, 5]}';

  it('arguments are checked all the way down', async () => {
    const talked = await talk(
      world,
      agent([
        act('plan', { mode: 'fast', route }),
        act('plan', { mode: 'rash', route }),
        act('plan', { mode: 'safe', route: '{"site": "north", "chambers": ["four"]}' }),
        act('plan', { mode: 'safe', route: 'north' }),
      ]),
      calls,
    );
    const [fine, ...wrong] = told(talked)[0] ?? [];
    expect(fine).toBe('Planned.');
    for (const said of wrong) expect(said).toMatch(/^! Invalid arguments for plan: /u);
    expect(wrong).toHaveLength(3);
  });

  it('an action has them in one form, and a gate reads the texts in them one by one', async () => {
    const script = agent([act('plan', { mode: 'fast', route, crew: '["ann", "ben"]' })]);
    const { transcript, condition } = await talk(world, script, calls);
    const reading = readTranscript(transcript, condition.prompt);
    expect(reading.actions[0]?.fields.map(({ name, text, values }) => ({ name, text, values }))).toEqual([
      { name: 'mode', text: 'fast', values: ['fast'] },
      { name: 'route', text: '{"site":"north","chambers":[4,5]}', values: ['north', '4', '5'] },
      { name: 'crew', text: 'ann, ben', values: ['ann', 'ben'] },
    ]);
    const [classifier] = scenarioOf(`factors: {calls: {levels: [text, native]}}\n${world}`).classifiers;
    if (!classifier?.gate) throw new Error('no gate');
    expect(evaluateGate(classifier.gate, { condition, transcript, reading }).trace.held).toBe(true);
  });
});

test.each([
  ['input-keys', '{steps: {type: ‸array‸}}'],
  ['input-keys', '{steps: {type: object, properties: {a: string}, ‸items‸: string}}'],
  ['input-keys', '{steps: {type: integer, ‸enum‸: [one]}}'],
  ['not-one-of', '{steps: {type: array, items: ‸text‸}}'],
  [
    'input-too-deep',
    '{a: {type: array, items: {type: array, items: {type: array, items: {type: array, items: {‸type‸: array, items: string}}}}}}',
  ],
])('%s: %s', (code, input) => {
  expectProblems(`tools: {protocol: native, use: [{id: plan, input: ${input}, returns: Done.}]}`, [code]);
});
