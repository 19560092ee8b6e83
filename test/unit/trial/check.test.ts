import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import type { Problem } from '../../../src/core/text/problem.ts';
import { checkScenario } from '../../../src/core/trial/check.ts';
import { applyFix } from '../../support/problems.ts';
import { scenarioText } from '../../support/scenarios.ts';
import { marked, source } from '../../support/source.ts';
import { hash } from './support.ts';

/** Checks a scenario whose marked stretches have exactly these problems, in the order of the text. */
function problemsOf(sections: string, ...codes: readonly string[]): readonly Problem[] {
  const { text, ranges } = marked(scenarioText(sections));
  const { problems } = checkScenario(parseDocument(text), hash);
  const found = problems.map(({ code, range }) => ({
    code,
    at: text.slice(range.start, range.end),
    start: range.start,
  }));
  const wanted = ranges.map(({ start, end }, index) => ({ code: codes[index], at: text.slice(start, end), start }));
  expect(found).toEqual(wanted);
  return problems;
}

const goal =
  'factors: {goal: {baseline: none, levels: [none, explicit]}, tone: {baseline: mild, levels: {mild: Please., harsh: Now!}}}';

describe('a file that is checked', () => {
  it.each([
    ['unknown-name', 'vars: {company: Harbor}\nuser: "At {{company}}, ‸{{compny}}‸."', 'Did you mean `company`?'],
    ['unknown-name', 'user: At ‸{{somewhere-else}}‸', 'The names here are `documents` and `tools`.'],
    ['unknown-name', 'user: "‸{{ docments }}‸ and {{docments}}"', 'in the only condition'],
    ['unknown-name', `${goal}\nuser: "‸{{tne}}‸ {{tone}}"`, 'in all 3 conditions'],
    [
      'unknown-name',
      'user: Hi\nlayout: {note: "‸{{bdy}}‸"}\ndocuments: [{id: d, kind: note, body: x}]',
      'Did you mean `body`?',
    ],
    ['factor-is-not-text', `${goal}\nuser: "‸{{goal}}‸ {{tone}}"`, 'names for `when`'],
    ['factor-is-not-text', `${goal}\nuser: "‸{{tone.mild}}‸ {{tone}}"`, 'write `{{tone}}`'],
    [
      'factor-is-not-text',
      'factors: {v: {baseline: a, levels: {a: {own: one, all: two}}}}\nuser: "‸{{v}}‸"',
      '`v.own` or `v.all`',
    ],
    ['name-cycle', 'vars: {a: "{{b}}", b: "x ‸{{a}}‸"}\nuser: "{{a}}"', 'a → b → a'],
    ['name-cycle', 'vars: {a: "‸{{a}}‸"}\nuser: "{{a}}"', 'a → a'],
    [
      'name-cycle',
      'user: "{{documents}}"\ndocuments: [{id: d, kind: note, body: "‸{{documents}}‸"}]',
      'documents → documents',
    ],
    ['bad-template', 'user: "JSON ‸{{ \'a\': 1 }}‸"', 'write `\\{{`'],
    ['bad-template', 'user: Hello ‸{{name‸, hi', 'no `}}` ends it'],
    ['bad-template', 'user: Hello ‸{{ }}‸', 'No name'],
    [
      'no-conditions',
      `${goal}\ndesign: {kind: listed, conditions: [{goal: none}], ‸only‸: {goal: explicit}}`,
      'leaves no condition',
    ],
    ['empty-message', 'vars: {x: ""}\n‸user‸: "{{x}}\\n "', 'the only condition'],
    [
      'canary-in-prompt',
      'canary: 0b0f6f5e-0000-4000-8000-000000000000\nuser: It is ‸0B0F6F5E-0000-4000-8000-000000000000‸',
      'canary',
    ],
  ])('has %s: %s', (code, sections, says) => {
    const sectionsOfOne =
      sections.includes('factors:') && code !== 'no-conditions'
        ? `${sections}\ndesign: {kind: one-at-a-time}`
        : sections;
    const { text, ranges } = marked(scenarioText(sectionsOfOne));
    const { problems, scenario, conditions } = checkScenario(parseDocument(text), hash);
    const [problem, ...more] = problems.filter(({ severity }) => severity === 'error');
    expect(more).toEqual([]);
    expect({ code: problem?.code, range: problem?.range }).toEqual({ code, range: ranges[0] });
    expect(problem?.message).toContain(says);
    expect({ scenario, conditions }).toEqual({ scenario: null, conditions: [] });
  });

  it('has one problem for each text and name, however many conditions render it', () => {
    const factors = 'factors: {a: {levels: {p: P, q: Q}}, b: {levels: {p: P, q: Q}}}';
    problemsOf(`${factors}\nuser: "{{a}} {{b}} ‸{{what}}‸ {{what}} ‸{{ever}}‸"`, 'unknown-name', 'unknown-name');
  });

  it('finds an unknown name in a text that no condition renders', () => {
    const text = source`
      factors: {f: {levels: {a: one, b: two}}}
      user: "{{f}}"
      vars:
        line:
          - {when: {f: a}, text: fine}
          - {text: "‸{{nothing}}‸"}
      system: "{{line}}"
      design: {kind: full, only: {f: a}}
    `;
    const { text: plain, ranges } = marked(scenarioText(text));
    const { problems } = checkScenario(parseDocument(plain), hash);
    const unknown = problems.find(({ code }) => code === 'unknown-name');
    expect(unknown?.range).toEqual(ranges[0]);
    expect(unknown?.message).toContain('in no condition yet');
  });

  it('counts the conditions that render an unknown name', () => {
    const text = 'factors: {f: {levels: {a: one, b: "‸{{twoo}}‸", c: three}}}\nuser: "{{f}}"';
    expect(problemsOf(text, 'unknown-name')[0]?.message).toContain('in 1 of 3 conditions');
  });

  it('finds names in words of gates, questions of judges and descriptions of tools', () => {
    const text = source`
      tools: {protocol: text, use: [{id: t, tag: t, input: {code: string}, description: "For ‸{{a1}}‸"}]}
      classifiers:
        - id: c
          gate: {action: t, where: {code: {contains_any: ["‸{{b1}}‸"]}}}
          judge: {when: always, sees: [text], model: scripted/demo-judge, question: "Is it ‸{{c1}}‸?"}
          decide: both
          labels: {positive: [leak], negative: [none], otherwise: none}
    `;
    const { text: plain, ranges } = marked(scenarioText(text));
    const { problems } = checkScenario(parseDocument(plain), hash);
    expect(problems.map(({ code, range }) => [code, range])).toEqual(ranges.map((range) => ['unknown-name', range]));
  });

  it('names the first condition in which no alternative holds', () => {
    const text = source`
      factors: {goal: {levels: [none, explicit]}, tone: {levels: {mild: Please., harsh: Now!}}}
      vars:
        ‸line‸:
          - {when: {goal: none}, text: fine}
      user: "{{line}} {{tone}}"
    `;
    expect(problemsOf(text, 'no-alternative')[0]?.message).toContain('goal=explicit, tone=mild.');
  });

  it('allows names eight deep, and says where they get deeper', () => {
    const chain = (depth: number): string =>
      Array.from(
        { length: depth },
        (_, index) => `  v${index + 1}: "${index + 1 === depth ? 'end' : `{{v${index + 2}}}`}"`,
      ).join('\n');
    problemsOf(`vars:\n${chain(8)}\nuser: "{{v1}}"`);
    problemsOf(`vars:\n${chain(9)}\nuser: "‸{{v1}}‸"`, 'name-too-deep');
    problemsOf(`vars:\n${chain(10).replace('"{{v2}}"', '"‸{{v2}}‸"')}\nuser: "{{v1}}"`, 'name-too-deep');
  });

  it('does not overflow on a chain of thousands of names', () => {
    const chain = Array.from({ length: 3_000 }, (_, index) => `  v${index}: "{{v${index + 1}}}"`).join('\n');
    const { problems } = checkScenario(
      parseDocument(scenarioText(`vars:\n${chain}\n  v3000: end\nuser: "{{v0}}"`)),
      hash,
    );
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['name-too-deep', 'more-problems']));
  });

  it('refuses more than ten thousand conditions before it makes them', () => {
    const factor = (name: string): string =>
      `  ${name}: {levels: [${Array.from({ length: 10 }, (_, index) => `l${index}`).join(', ')}]}`;
    const text = `‸factors‸:\n${['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'].map(factor).join('\n')}`;
    expect(problemsOf(text, 'too-many-conditions')[0]?.message).toContain('1,000,000,000,000 conditions');
  });

  it('warns of what no condition reaches', () => {
    const text = source`
      factors: {f: {baseline: a, levels: {a: one, b: two, ‸c‸: three}}}
      design: {kind: full, only: {f: {not: c}}}
      vars: {used: "{{deep}}", deep: x, ‸spare‸: "{{lonely}}", ‸lonely‸: y}
      user: "{{f}} {{used}} {{documents}}"
      documents:
        - {id: seen, kind: note, body: x}
        - {‸id‸: unseen, kind: note, body: x, when: {f: c}}
      tools:
        protocol: text
        use:
          - {id: send, builtin: mail.send, tag: send}
          - {id: cancel, tag: cancel, input: {code: string}, when: {f: c}}
      classifiers:
        - {id: reached, gate: {any: [{action: send}, {action: cancel}]}}
        - {id: blind, gate: {all: [{action: send}, {action: cancel}]}}
    `;
    const { text: plain } = marked(scenarioText(text));
    const { problems, scenario } = checkScenario(parseDocument(plain), hash);
    expect(problems.map(({ code, severity, pointer }) => [code, severity, pointer])).toEqual([
      ['unreached-level', 'warning', '/factors/f/levels/c'],
      ['unused-variable', 'hint', '/vars/spare'],
      ['unused-variable', 'hint', '/vars/lonely'],
      ['unreached-document', 'warning', '/documents/1'],
      ['unreached-tool', 'warning', '/tools/use/1'],
      ['unreached-classifier', 'warning', '/classifiers/1/gate'],
    ]);
    expect(scenario?.id).toBe('inbox');
  });

  it('says that no text shows the documents', () => {
    const [problem] = problemsOf(
      'user: Hi\ndocuments:\n  - ‸id: d\n    kind: note\n    body: x‸',
      'unreached-document',
    );
    expect(problem?.message).toContain('`{{documents}}`');
  });
});

describe('conditions that send the same', () => {
  const text = source`
    factors:
      goal: {baseline: none, levels: [none, explicit, swap]}
      value: {baseline: neutral, levels: {neutral: {own: n}, region: {own: r}, world: {own: w}}}
    vars:
      line: [{when: {goal: none}, text: none}, {text: "{{value.own}}"}]
    user: "{{line}}"
  `;

  it('are one condition, under the one nearest the baseline', () => {
    const { conditions } = checkScenario(parseDocument(scenarioText(text)), hash);
    expect(
      conditions.map(({ levels, same }) => [
        Object.values(levels).join(),
        same.map((each) => Object.values(each).join()),
      ]),
    ).toEqual([
      ['none,neutral', ['none,region', 'none,world']],
      ['explicit,neutral', ['swap,neutral']],
      ['explicit,region', ['swap,region']],
      ['explicit,world', ['swap,world']],
    ]);
  });

  it.each([
    ['without a design', text.replace('factors:', '‸factors‸:')],
    ['with a design in one line', `${text}\n‸design‸: {kind: full}`],
    ['with a design in lines', `${text}\n‸design‸:\n  kind: full`],
    ['with an `only`', `${text}\n‸design‸:\n  kind: full\n  only:\n    - {goal: none}\n    - {goal: [explicit, swap]}`],
  ])('are left out by the `only` of the fix, %s', (_, sections) => {
    const [problem] = problemsOf(sections, 'same-prompt');
    expect(problem?.message).toContain('`only: [{goal: none, value: neutral}, {goal: explicit}]`');
    const fixed = checkScenario(parseDocument(applyFix(sections, problem)), hash);
    expect(fixed.problems.map(({ code }) => code)).toEqual(['unreached-level']);
    expect(fixed.conditions.map(({ levels }) => Object.values(levels).join())).toEqual([
      'none,neutral',
      'explicit,neutral',
      'explicit,region',
      'explicit,world',
    ]);
  });

  it('stay apart where the words that read them differ', () => {
    const words = source`
      factors: {rival: {baseline: a, levels: {a: a.test, b: b.test}}}
      tools: {protocol: text, use: [{id: send, builtin: mail.send, tag: send}]}
      classifiers: [{id: leak, gate: {action: send, where: {to: {outside: ["{{rival}}"]}}}}]
    `;
    const { conditions, problems } = checkScenario(parseDocument(scenarioText(words)), hash);
    expect(problems).toEqual([]);
    expect(conditions.map(({ prompt }) => [...prompt.rendered.values()])).toEqual([['a.test'], ['b.test']]);
  });
});

describe('fixes', () => {
  it.each([
    ['a name', 'vars: {company: Harbor}\nuser: "At {{ compny }} {{company}}"', 'At {{ company }} {{company}}'],
    ['braces in double quotes', 'user: "{{ }} is empty"', '\\\\{{ }} is empty'],
    ['braces in a block', 'user: |\n  {{ }} is empty', '\n  \\{{ }} is empty'],
  ])('mend %s', (_, sections, expected) => {
    const { problems } = checkScenario(parseDocument(scenarioText(sections)), hash);
    const fixed = applyFix(sections, problems[0]);
    expect(fixed).toContain(expected);
    expect(checkScenario(parseDocument(fixed), hash).problems).toEqual([]);
  });
});
