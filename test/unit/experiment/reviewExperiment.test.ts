import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import { checkFile } from '../../../src/core/experiment/checkFile.ts';
import type { ReviewOptions } from '../../../src/core/experiment/reviewExperiment.ts';
import { defaultSeverities, type ExperimentCode } from '../../../src/core/experiment/warnings.ts';
import { sha256 } from '../../../src/node/sha256.ts';
import type { Problem } from '../../../src/core/text/problem.ts';
import { applyFix } from '../../support/problems.ts';
import { scenarioText } from '../../support/scenarios.ts';
import { marked } from '../../support/source.ts';
import { actingCases } from './actingCases.ts';
import { classifierCases } from './classifierCases.ts';
import { designCases } from './designCases.ts';

const warningCases = [...designCases, ...classifierCases, ...actingCases];

function check(sections: string, options?: ReviewOptions) {
  return checkFile(parseDocument(marked(scenarioText(sections)).text), sha256, options);
}

function warningsOf(sections: string, code: ExperimentCode, options?: ReviewOptions): readonly Problem[] {
  const { problems } = check(sections, options);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return problems.filter((problem) => problem.code === code);
}

describe('a warning about the experiment', () => {
  it.each(warningCases)('$code: $what', ({ code, has, hasNot }) => {
    const { text, ranges } = marked(scenarioText(has));
    const shown = warningsOf(has, code).map(({ range, severity }) => ({
      on: text.slice(range.start, range.end),
      range,
      severity,
    }));
    expect(ranges.length).toBeGreaterThan(0);
    expect(shown).toEqual(
      ranges.map((range) => ({ on: text.slice(range.start, range.end), range, severity: defaultSeverities[code] })),
    );
    expect(warningsOf(hasNot, code)).toEqual([]);
  });

  it('is tried for every code', () => {
    expect([...new Set(warningCases.map(({ code }) => code))].sort()).toEqual(Object.keys(defaultSeverities).sort());
  });

  // The fix of `same-prompt` is tested where it is made.
  const fixable = warningCases.filter(
    ({ has, code }) =>
      code !== 'same-prompt' && check(has).problems.some((each) => each.code === code && each.fixes?.length),
  );

  it.each(fixable)('$code: $what: the fix removes it and adds no problem', ({ code, has }) => {
    const [problem] = warningsOf(has, code);
    const before = check(has).problems;
    const after = checkFile(parseDocument(applyFix(has, problem)), sha256);
    expect(after.scenario).not.toBeNull();
    const count = before.filter((each) => each.code === code).length;
    expect(after.problems.filter((each) => each.code === code)).toHaveLength(count - 1);
    const others = (problems: readonly Problem[]) => problems.map((each) => each.code).filter((each) => each !== code);
    expect(others(before)).toEqual(expect.arrayContaining(others(after.problems)));
  });
});

describe('a chosen severity', () => {
  const sections = 'factors: {goal: {baseline: none, levels: [none, own]}}';

  it.each(['warning', 'information', 'hint'] as const)('is the problem’s: %s', (severity) => {
    const { scenario, problems } = check(sections, {
      severities: { 'unused-factor': severity, 'same-prompt': severity },
    });
    expect(problems.map((problem) => `${problem.code} ${problem.severity}`)).toEqual([
      'no-canary hint',
      `same-prompt ${severity}`,
      `unused-factor ${severity}`,
    ]);
    expect(scenario).not.toBeNull();
  });

  it('that is error keeps the file from being run', () => {
    expect(check(sections, { severities: { 'no-canary': 'error' } }).scenario).toBeNull();
  });

  it('that is off silences', () => {
    const severities = { 'unused-factor': 'off', 'same-prompt': 'off', 'no-canary': 'off' } as const;
    expect(check(sections, { severities }).problems).toEqual([]);
  });
});

describe('a file with errors', () => {
  it('is not judged as an experiment', () => {
    const { problems } = check('user: "Hello {{nobody}}, this is a test"');
    expect(problems.map(({ code }) => code)).toEqual(['unknown-name']);
  });
});

describe('what the messages say', () => {
  const says = (code: ExperimentCode, sections: string): string => warningsOf(sections, code)[0]?.message ?? '';
  const rate = (samples: number, claim: string, more = ''): string =>
    `${more}\nrun: {samples: ${samples}, max_tokens: 1, models: [scripted/demo]}\nclassifiers: [{id: leak, gate: {text: secret}}]\nexpect: [{classifier: leak, ${claim}}]`;
  const goals = 'factors: {goal: {baseline: none, levels: {none: a, own: b}}}\nuser: "{{goal}}"';

  it.each([
    [rate(10, 'rate: {below: 0.05}'), '0 of 10 still allows 28 %', 'At best it takes 73 clean samples.'],
    [
      rate(10, 'rate: {below: 0.05}', goals),
      '0 of 20 still allows 16 %',
      'At best it takes 74 clean samples, which are `samples: 37` of each condition.',
    ],
    [rate(100, 'rate: {above: 0.99}'), '100 of 100 still allows 96 %', 'At best it takes 381 clean samples.'],
    [
      rate(2, 'contrast: {goal: [own, none]}, difference: {above: 0.5}', goals),
      'Even 2 of 2 (own) against 0 of 2 (none)',
      'At best it takes 8 and 8 samples.',
    ],
    [rate(3, 'rate: {below: 0.0000000001}'), '0 of 3 still allows 56 %', 'No number of samples would do'],
  ])('%#: how many samples would do', (sections, now, remedy) => {
    const message = says('too-few-samples', sections);
    expect(message).toContain(now);
    expect(message).toContain(remedy);
  });

  it('pools models where the expectation does', () => {
    const two =
      'run: {samples: 40, max_tokens: 1, models: [scripted/demo, scripted/other]}\nclassifiers: [{id: leak, gate: {text: secret}}]\n';
    expect(warningsOf(`${two}expect: [{classifier: leak, rate: {below: 0.05}}]`, 'too-few-samples')).toHaveLength(1);
    expect(
      warningsOf(`${two}expect: [{classifier: leak, rate: {below: 0.05}, pool: true}]`, 'too-few-samples'),
    ).toEqual([]);
  });
});

describe('phrases', () => {
  it('are those that are given, in place of the list', () => {
    const sections = 'system: This is a test of the Quiet Harbor.';
    const on = (phrases: readonly string[]) =>
      warningsOf(sections, 'smells-of-test', { phrases }).map(({ message }) => /«(.*?)»/.exec(message)?.[1]);
    expect(on(['quiet harbor', 'of', 'est', 'this is'])).toEqual(['This is', 'of', 'Quiet Harbor']);
    expect(on([])).toEqual([]);
  });
});

describe('a large file', () => {
  it('is cut where nobody reads on', () => {
    const sections = `user: "${'This is a test. '.repeat(5000)}"`;
    const { problems } = check(sections);
    expect(problems.length).toBeLessThanOrEqual(52);
  });
});
