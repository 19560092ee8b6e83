import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import { readScenario } from '../../../src/core/scenario/readScenario.ts';
import { expectProblems } from '../../support/problems.ts';
import { source } from '../../support/source.ts';

const world = source`
  factors:
    goal: {baseline: none, levels: [none, own]}
    threat: {baseline: none, levels: [none, some]}
  design: {kind: one-at-a-time, only: {goal: {not: own}}}
  documents: [{id: spec, kind: email, from: a@x.test, to: b@x.test, subject: Spec, body: x, when: {threat: some}}]
  tools: {protocol: text, use: [{id: send, builtin: mail.send}, {id: forward, builtin: mail.forward}]}
  classifiers:
    - id: leak
      gate: {any: [{action: forward, where: {document: spec}}, {count: {of: {action: send}, min: 2}}]}
      judge: {when: gate, sees: [text], model: scripted/judge, question: Well?}
      decide: both
      labels: {positive: [leak], negative: [none], otherwise: none}
  expect: [{classifier: leak, contrast: {threat: [some, none]}, difference: {above: 0}}]
`;

describe('one mistake is one problem', () => {
  it('has nothing to say of the scenario without one', () => {
    expectProblems(world, []);
  });

  it.each([
    ['factors:', '‸factrs‸:'],
    ['goal: {baseline', 'goal: {‸basline‸'],
    ['levels: [none, own]', '‸levls‸: [none, own]'],
    ['design:', '‸desing‸:'],
    ['kind: one-at-a-time', '‸knd‸: one-at-a-time'],
    ['kind: one-at-a-time', 'kind: ‸one-at-time‸'],
    ['documents:', '‸document‸:'],
    ['from: a@x.test', '‸form‸: a@x.test'],
    ['when: {threat', '‸wen‸: {threat'],
    ['tools:', '‸tool‸:'],
    ['use:', '‸usee‸:'],
    ['{id: send, builtin', '{id: send, ‸bultin‸'],
    ['builtin: mail.send', 'builtin: ‸mail.sent‸'],
    ['classifiers:', '‸classifier‸:'],
    ['gate: {any', '‸gat‸: {any'],
    ['action: forward', '‸acton‸: forward'],
    ['where: {document', '‸were‸: {document'],
    ['min: 2', '‸mni‸: 2'],
    ['judge:', '‸jugde‸:'],
    ['decide:', '‸decides‸:'],
    ['labels:', '‸lables‸:'],
    ['otherwise:', '‸otherwse‸:'],
    ['difference:', '‸diference‸:'],
    ['contrast:', '‸contrst‸:'],
    ['expect:', '‸expekt‸:'],
  ])('%s → %s', (right, wrong) => {
    const sections = world.replace(right, wrong);
    const text = sections.replaceAll('‸', '');
    const found = readScenario(
      parseDocument(`scenarist: 1\nid: a\nuser: b\nrun: {samples: 1, max_tokens: 1, models: [scripted/a]}\n${text}`),
    );
    expectProblems(sections, [found.problems[0]?.code ?? 'none']);
    expect(found.problems[0]?.severity).toBe('error');
    expect(found.scenario).toBeNull();
  });
});

it('shows what the schema and the rules find in one pass', () => {
  expectProblems(
    source`
      factors: {goal: {‸titel‸: Goal, levels: [none, own]}}
      design: {kind: full, only: {goal: ‸onw‸}}
      classifiers: [{id: a, judge: {when: always, sees: [text], model: ‸replay‸/x, question: Well?}, labels: {positive: [b], negative: [c]}}]
    `,
    ['unknown-key', 'unknown-level', 'not-supported-yet'],
  );
});
