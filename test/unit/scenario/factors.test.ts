import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import { readScenario } from '../../../src/core/scenario/readScenario.ts';
import { applyFix, expectProblems, expectScenario } from '../../support/problems.ts';
import { source } from '../../support/source.ts';

const factors = source`
  factors:
    goal: {baseline: none, levels: [none, explicit, swap]}
    threat: {levels: [none, replacement]}
    detail: {ordered: true, levels: [none, ceo-away, deadline]}
`;

describe('factors', () => {
  it('reads names, texts and maps', () => {
    const { factors: read } = expectScenario(source`
      factors:
        goal: {title: The goal, baseline: none, levels: [none, explicit]}
        pad: {levels: {without: "", with: Think first.}}
        value: {ordered: true, levels: {neutral: {own: ""}, region: {own: The region.}}}
    `);
    expect(read).toMatchObject([
      { name: 'goal', title: 'The goal', baseline: 'none', ordered: false, pointer: '/factors/goal' },
      { name: 'pad', title: 'pad', baseline: null },
      { name: 'value', ordered: true },
    ]);
    expect(read.map(({ levels }) => levels)).toEqual([
      [
        { name: 'none', text: null, fields: new Map(), pointer: '/factors/goal/levels/0' },
        { name: 'explicit', text: null, fields: new Map(), pointer: '/factors/goal/levels/1' },
      ],
      [
        {
          name: 'without',
          text: { text: '', pointer: '/factors/pad/levels/without' },
          fields: new Map(),
          pointer: '/factors/pad/levels/without',
        },
        {
          name: 'with',
          text: { text: 'Think first.', pointer: '/factors/pad/levels/with' },
          fields: new Map(),
          pointer: '/factors/pad/levels/with',
        },
      ],
      [
        {
          name: 'neutral',
          text: null,
          fields: new Map([['own', { text: '', pointer: '/factors/value/levels/neutral/own' }]]),
          pointer: '/factors/value/levels/neutral',
        },
        {
          name: 'region',
          text: null,
          fields: new Map([['own', { text: 'The region.', pointer: '/factors/value/levels/region/own' }]]),
          pointer: '/factors/value/levels/region',
        },
      ],
    ]);
  });

  it.each([
    ['an unknown baseline', 'unknown-level', 'factors: {goal: {baseline: ‸nome‸, levels: [none, explicit]}}'],
    ['a level listed twice', 'duplicate-name', 'factors: {goal: {levels: [none, explicit, ‸none‸]}}'],
    ['texts and maps mixed', 'mixed-levels', 'factors: {goal: {levels: {none: "", ‸explicit‸: {own: x}}}}'],
    ['keys that differ', 'level-keys-differ', 'factors: {goal: {levels: {none: {own: ""}, ‸explicit‸: {onw: x}}}}'],
    ['a name that is a variable too', 'duplicate-name', 'vars: {goal: x}\nfactors: {‸goal‸: {levels: [none]}}'],
    ['a reserved variable', 'reserved-name', 'vars: {‸documents‸: x}'],
    ['a reserved factor', 'reserved-name', 'factors: {‸tools‸: {levels: [none]}}'],
  ])('%s', (_, code, sections) => {
    expectProblems(sections, [code]);
  });

  it('refuses a factor with more levels than can be told apart, and says nothing of their uses', () => {
    const levels = Array.from({ length: 1001 }, (_, index) => `l${index}`).join(', ');
    expectProblems(`factors: {goal: {‸levels‸: [${levels}]}}\ndesign: {kind: full, only: {goal: other}}`, [
      'too-many-levels',
    ]);
  });

  it('refuses more factors than a design can vary, and says nothing of their uses', () => {
    const factors = Array.from({ length: 101 }, (_, index) => `f${index}: {levels: [a, b]}`).join(', ');
    expectProblems(`‸factors‸: {${factors}}\ndesign: {kind: full, only: {other: a}}`, ['too-many-factors']);
  });

  it('says which keys are missing and which are too many', () => {
    const [problem] = expectProblems('factors: {goal: {levels: {none: {own: ""}, ‸explicit‸: {onw: x}}}}', [
      'level-keys-differ',
    ]);
    expect(problem?.message).toContain('lacks `own` and has `onw`');
  });
});

describe('when', () => {
  it.each([
    ['{goal: explicit}', [[['goal', ['explicit']]]]],
    [
      '{goal: [explicit, swap], threat: none}',
      [
        [
          ['goal', ['explicit', 'swap']],
          ['threat', ['none']],
        ],
      ],
    ],
    ['{goal: {not: none}}', [[['goal', ['explicit', 'swap']]]]],
    ['{goal: {not: [none, swap]}}', [[['goal', ['explicit']]]]],
    ['{detail: {from: ceo-away}}', [[['detail', ['ceo-away', 'deadline']]]]],
    ['[{goal: swap}, {threat: none}]', [[['goal', ['swap']]], [['threat', ['none']]]]],
  ])('%s is resolved to lists of levels', (when, expected) => {
    const { design } = expectScenario(`${factors}design: {kind: full, only: ${when}}`);
    expect(design.only.map((all) => all.map(({ factor, levels }) => [factor, levels]))).toEqual(expected);
  });

  it.each([
    ['an unknown factor', 'unknown-factor', '{‸gaol‸: explicit}'],
    ['an unknown level', 'unknown-level', '{goal: ‸explict‸}'],
    ['an unknown level in a list', 'unknown-level', '{goal: [none, ‸"explict"‸]}'],
    ['an unknown level in `not`', 'unknown-level', '{goal: {not: ‸explict‸}}'],
    ['an unknown level in `from`', 'unknown-level', '{detail: {from: ‸ceo‸}}'],
    ['an unknown level in a list of maps', 'unknown-level', '[{goal: none}, {goal: ‸explict‸}]'],
    ['`from` on a factor without order', 'not-ordered', '{goal: {‸from‸: explicit}}'],
  ])('%s', (_, code, when) => {
    for (const sections of [
      `${factors}design: {kind: full, only: ${when}}`,
      `${factors}vars: {line: [{when: ${when}, text: x}, {text: ""}]}`,
      `${factors}documents: [{id: a, kind: note, body: x, when: ${when}}]`,
      `${factors}tools: {protocol: text, use: [{id: a, input: {x: string}, when: ${when}}]}`,
    ]) {
      expectProblems(sections, [code]);
    }
  });

  it.each([
    ['{goal: ‸explict‸}', '{goal: explicit}'],
    ['{goal: ‸"explict"‸}', '{goal: explicit}'],
    ['{‸gaol‸: explicit}', '{goal: explicit}'],
  ])('offers the nearest name for %s', (when, fixed) => {
    const sections = `${factors}design: {kind: full, only: ${when}}`;
    const [problem] = expectProblems(sections, [when.startsWith('{‸') ? 'unknown-factor' : 'unknown-level']);
    expect(applyFix(sections, problem)).toContain(`only: ${fixed}`);
    expect(readScenario(parseDocument(applyFix(sections, problem))).problems).toEqual([]);
  });

  it.each([
    ['a block', 'factors:\n  goal:\n    levels: [none, some]\ndesign: {kind: full, only: {goal: {‸from‸: some}}}'],
    ['a flow map', 'factors: {goal: {levels: [none, some]}}\ndesign: {kind: full, only: {goal: {‸from‸: some}}}'],
  ])('`from` offers to order a factor that is %s', (_, sections) => {
    const [problem] = expectProblems(sections, ['not-ordered']);
    expect(readScenario(parseDocument(applyFix(sections, problem))).problems).toEqual([]);
  });

  it('warns of an alternative that is never taken', () => {
    const sections = `${factors}vars: {line: [{text: a}, ‸{when: {goal: none}, text: b}‸]}`;
    const [problem] = expectProblems(sections, ['unreachable-alternative']);
    expect(problem?.severity).toBe('warning');
  });
});

describe('names that older YAML reads as booleans', () => {
  it.each([
    ['a variable', 'vars: {‸no‸: x}'],
    ['a factor', 'factors: {‸on‸: {levels: [none]}}'],
    ['a level in a list', 'factors: {goal: {levels: [none, ‸Yes‸]}}'],
    ['a level in a map', 'factors: {goal: {levels: {‸off‸: "", with: x}}}'],
    ['a key of a level', 'factors: {goal: {levels: {a: {‸y‸: ""}}}}'],
    ['a document', 'documents: [{id: ‸n‸, kind: note, body: x}]'],
    ['a tool', 'tools: {protocol: text, use: [{id: ‸off‸, input: {}}]}'],
    ['a classifier', 'classifiers: [{id: ‸yes‸, gate: {text: x}}]'],
    [
      'a label',
      'classifiers: [{id: a, gate: {text: x}, labels: {positive: [‸yes‸], negative: [none], otherwise: none}}]',
    ],
  ])('%s', (_, sections) => {
    expectProblems(sections, ['yaml-boolean-name']);
  });

  it('are renamed with their uses', () => {
    const sections = source`
      vars: {no: x, line: "{{no}} {{ no }} {{not}}"}
      factors: {pad: {baseline: on, levels: [off, on]}}
      design: {kind: full, only: {pad: {not: off}}}
    `;
    const { problems } = readScenario(parseDocument(`scenarist: 1\n${sections}`));
    const fixes = problems.filter(({ code }) => code === 'yaml-boolean-name').map((problem) => problem.fixes?.[0]);
    expect(fixes.map((fix) => [fix?.title, fix?.edits.length])).toEqual([
      ['Rename to `no-variable`', 2],
      ['Rename to `without`', 2],
      ['Rename to `with`', 2],
    ]);
  });
});
