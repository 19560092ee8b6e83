import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Factor, Variable } from '../../../src/core/scenario/scenario.ts';
import type { Text } from '../../../src/core/scenario/sourceText.ts';
import { namedFactor, sourceText, textOf, validScenario } from '../../support/scenarios.ts';
import { promptAt, userText } from './support.ts';

function variable(name: string, text: string | Text): Variable {
  const pointer = `/vars/${name}`;
  return { name, text: typeof text === 'string' ? textOf(text, pointer) : text, pointer };
}

function textFactor(name: string, levels: Readonly<Record<string, string>>): Factor {
  const pointer = `/factors/${name}`;
  return {
    ...namedFactor(name, Object.keys(levels)),
    levels: Object.entries(levels).map(([level, text]) => ({
      name: level,
      text: sourceText(text, `${pointer}/levels/${level}`),
      fields: new Map(),
      pointer: `${pointer}/levels/${level}`,
    })),
  };
}

function renderWith(text: string, vars: Readonly<Record<string, string>>): string {
  const scenario = validScenario({
    user: [textOf(text, '/user')],
    vars: Object.entries(vars).map(([name, value]) => variable(name, value)),
  });
  return userText(scenario);
}

describe('rendering', () => {
  it.each([
    ['a\n{{x}}\nb', '', 'a\nb'],
    ['a\n  {{x}}  \nb', '', 'a\nb'],
    ['a\n{{x}}', '', 'a\n'],
    ['{{x}}\na', '', 'a'],
    ['a {{x}}\nb', '', 'a \nb'],
    ['a\n- {{x}}\nb', '', 'a\n- \nb'],
    ['a\n\n{{x}}\n\nb', '', 'a\n\n\nb'],
    ['a\n{{x}} {{x}}\nb', '', 'a\n \nb'],
    ['a\n  {{x}}  \nb', 'X', 'a\n  X  \nb'],
    ['a\n{{x}}\nb', ' ', 'a\n \nb'],
    ['a\n{{x}}\nb', '1\n2\n', 'a\n1\n2\n\nb'],
    ['  {{x}}', '1\n2', '  1\n2'],
    ['{{x}}{{x}}', 'X', 'XX'],
    [String.raw`\{{x}} {{x}}`, 'X', '{{x}} X'],
  ])('%j with x = %j', (text, x, expected) => {
    expect(renderWith(text, { x })).toBe(expected);
  });

  it('follows names through names, and drops a line whose name is empty further in', () => {
    const vars = { a: 'A{{b}}', b: '[{{c}}]', c: 'C', d: '{{e}}', e: '' };
    expect(renderWith('{{a}}\n{{d}}\nend', vars)).toBe('A[C]\nend');
  });

  it('does not read what a value holds as a template', () => {
    expect(renderWith('{{x}}', { x: String.raw`\{{y}}`, y: 'no' })).toBe('{{y}}');
  });

  it('is the identity on texts without names', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('{{')),
        (text) => {
          expect(renderWith(text, {})).toBe(text);
        },
      ),
    );
  });

  it('takes the first alternative that holds', () => {
    const goal = namedFactor('goal', ['none', 'explicit', 'swap']);
    const lines: Text = [
      { when: [[{ factor: 'goal', levels: ['explicit'] }]], text: sourceText('first', '/vars/line/0/text') },
      { when: [[{ factor: 'goal', levels: ['explicit', 'swap'] }]], text: sourceText('second', '/vars/line/1/text') },
      { when: [], text: sourceText('', '/vars/line/2/text') },
    ];
    const scenario = validScenario({
      factors: [goal],
      vars: [variable('line', lines)],
      user: [textOf('<{{line}}>', '/user')],
    });
    const texts = ['none', 'explicit', 'swap'].map((level) => userText(scenario, { goal: level }));
    expect(texts).toEqual(['<>', '<first>', '<second>']);
  });

  it('puts in the text of the level, which may hold names of other factors', () => {
    const place = textFactor('place', { sea: 'the sea of {{whose}}', land: 'land' });
    const whose = textFactor('whose', { mine: 'mine', yours: 'yours' });
    const scenario = validScenario({ factors: [place, whose], user: [textOf('At {{place}}.', '/user')] });
    expect(userText(scenario, { place: 'sea', whose: 'yours' })).toBe('At the sea of yours.');
    expect(userText(scenario, { place: 'land', whose: 'yours' })).toBe('At land.');
  });

  it('sends no system prompt where it is nothing but white space', () => {
    const scenario = validScenario({ system: textOf('{{x}}\n \n', '/system'), vars: [variable('x', '')] });
    expect(promptAt(scenario).system).toBeNull();
  });

  it('renders the words of gates and the questions of judges, but no regular expression', () => {
    const at = (pointer: string) => ({ pointer });
    const scenario = validScenario({
      vars: [variable('domain', 'harbor.test')],
      classifiers: [
        {
          id: 'leak',
          title: 'leak',
          gate: {
            op: 'not',
            of: {
              op: 'text',
              match: {
                containsAny: [sourceText('at {{domain}}', '/w')],
                matches: sourceText('{{domain}}', '/m'),
                ...at('/t'),
              },
              ...at('/x'),
            },
            ...at('/g'),
          },
          judge: {
            when: 'always',
            votes: 1,
            sees: ['text'],
            model: { reference: 'scripted/j', profile: 'scripted', name: 'j' },
            maxTokens: 10,
            question: sourceText('Is it {{domain}}?', '/q'),
            ...at('/j'),
          },
          decide: 'both',
          labels: { positive: ['leak'], negative: ['none'], otherwise: 'none' },
          examples: [],
          ...at('/c'),
        },
      ],
    });
    expect([...promptAt(scenario).rendered]).toEqual([
      ['/w', 'at harbor.test'],
      ['/q', 'Is it harbor.test?'],
    ]);
  });
});
