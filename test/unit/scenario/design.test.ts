import { describe, expect, it } from 'vitest';
import { expectProblems, expectScenario } from '../../support/problems.ts';
import { source } from '../../support/source.ts';

describe('design', () => {
  const based =
    'factors: {goal: {baseline: none, levels: [none, explicit]}, threat: {baseline: none, levels: [none, some]}}\n';
  const baseless = 'factors: {goal: {levels: [none, explicit]}, threat: {baseline: none, levels: [none, some]}}\n';

  it('is full when left out', () => {
    expect(expectScenario(baseless).design).toEqual({ kind: 'full', conditions: [], only: [] });
  });

  it('fills in the baselines of listed conditions, in the order of the factors', () => {
    const { design } = expectScenario(
      `${based}design: {kind: listed, conditions: [{}, {threat: some}, {threat: some, goal: explicit}]}`,
    );
    expect(design.conditions.map((levels) => Object.entries(levels).flat().join(' '))).toEqual([
      'goal none threat none',
      'goal none threat some',
      'goal explicit threat some',
    ]);
  });

  it.each([
    [
      'one-at-a-time without a baseline',
      ['missing-baseline'],
      'factors: {‸goal‸: {levels: [none, explicit]}}\ndesign: {kind: one-at-a-time}',
    ],
    ['listed without conditions', ['missing-conditions'], `${based}design: {kind: ‸listed‸}`],
    [
      'conditions of a full design',
      ['unexpected-conditions'],
      `${based}design: {kind: full, ‸conditions‸: [{goal: none}]}`,
    ],
    [
      'an unknown factor in a condition',
      ['unknown-factor'],
      `${based}design: {kind: listed, conditions: [{‸gaol‸: none}]}`,
    ],
    [
      'an unknown level in a condition',
      ['unknown-level'],
      `${based}design: {kind: listed, conditions: [{goal: ‸nome‸}]}`,
    ],
    [
      'a condition without level or baseline',
      ['missing-baseline'],
      `${baseless}design: {kind: listed, conditions: [‸{threat: some}‸]}`,
    ],
    [
      'the same condition twice',
      ['duplicate-condition'],
      `${based}design: {kind: listed, conditions: [{goal: none}, ‸{threat: none}‸]}`,
    ],
  ])('%s', (_, codes, sections) => {
    expectProblems(sections, codes);
  });
});

describe('documents', () => {
  it('keeps the fields that the file has, and where they are', () => {
    const { documents, layout } = expectScenario(source`
      documents:
        - {id: a, kind: email, from: a@x.test, to: [b@x.test, c@x.test], cc: d@x.test, subject: Hi, body: Text.}
        - {id: b, kind: file, name: b.txt, body: [{text: x}]}
      layout: {between: "--", email: "{{from}} {{to}} {{ cc }} {{subject}}"}
    `);
    expect(documents[0]?.to).toEqual([
      { text: 'b@x.test', pointer: '/documents/0/to/0' },
      { text: 'c@x.test', pointer: '/documents/0/to/1' },
    ]);
    expect(documents[0]?.cc).toEqual([{ text: 'd@x.test', pointer: '/documents/0/cc' }]);
    expect([...(documents[0]?.fields.keys() ?? [])]).toEqual(['from', 'subject']);
    expect(documents[1]?.body).toEqual([{ when: [], text: { text: 'x', pointer: '/documents/1/body/0/text' } }]);
    expect(layout.between).toEqual({ text: '--', pointer: '/layout/between' });
    expect(layout.note.text).toContain('{{body}}');
  });

  it.each([
    [
      'an e-mail without a sender',
      ['missing-field'],
      'documents: [{id: a, kind: ‸email‸, to: a@x.test, subject: x, body: x}]',
    ],
    ['a file without a name', ['missing-field'], 'documents: [{id: a, kind: ‸file‸, body: x}]'],
    [
      'a field that the default layout does not show',
      ['field-not-shown'],
      'documents: [{id: a, kind: email, from: a@x.test, to: b@x.test, ‸cc‸: c@x.test, subject: x, body: x}]',
    ],
    [
      'a field that a layout of one’s own does not show',
      ['field-not-shown'],
      'layout: {note: "{{body}}"}\ndocuments: [{id: a, kind: note, ‸date‸: today, body: x}]',
    ],
    [
      'an id given twice',
      ['duplicate-id'],
      'documents: [{id: a, kind: note, body: x}, {id: ‸a‸, kind: note, body: y}]',
    ],
  ])('%s', (_, codes, sections) => {
    expectProblems(sections, codes);
  });
});

describe('run', () => {
  it('splits references and merges parameters', () => {
    const { run } = expectScenario(
      'run: {samples: 3, max_tokens: 100, temperature: 0.5, models: [anthropic/a/b, {model: scripted/x, max_tokens: 5, top_p: 0.9, reasoning: {effort: low}}]}',
    );
    expect(run).toEqual({
      samples: 3,
      budgetUsd: null,
      parameters: { maxTokens: 100, temperature: 0.5 },
      models: [
        {
          reference: 'anthropic/a/b',
          profile: 'anthropic',
          name: 'a/b',
          parameters: { maxTokens: 100, temperature: 0.5 },
          pointer: '/run/models/0',
        },
        {
          reference: 'scripted/x',
          profile: 'scripted',
          name: 'x',
          parameters: { maxTokens: 5, temperature: 0.5, topP: 0.9, reasoning: { effort: 'low' } },
          pointer: '/run/models/1',
        },
      ],
    });
  });

  it('refuses a model that is listed twice', () => {
    expectProblems('run: {samples: 1, max_tokens: 9, models: [scripted/a, {model: ‸scripted/a‸, top_p: 1}]}', [
      'duplicate-model',
    ]);
  });
});
