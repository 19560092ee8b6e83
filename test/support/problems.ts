import { expect } from 'vitest';
import { parseDocument } from '../../src/core/document/parseDocument.ts';
import { readScenario } from '../../src/core/scenario/readScenario.ts';
import type { Scenario } from '../../src/core/scenario/scenario.ts';
import type { Problem } from '../../src/core/text/problem.ts';
import { scenarioText } from './scenarios.ts';
import { marked } from './source.ts';

/** Reads a scenario whose marked stretches must have these problems, in the order of the text, and nothing else any. */
export function expectProblems(sections: string, codes: readonly string[]): readonly Problem[] {
  const { text, ranges } = marked(scenarioText(sections));
  const problems = [...readScenario(parseDocument(text)).problems].sort((a, b) => a.range.start - b.range.start);
  const shown = problems.map(({ code, range }) => ({ code, on: text.slice(range.start, range.end), range }));
  const wanted = ranges.map((range, index) => ({ code: codes[index], on: text.slice(range.start, range.end), range }));
  expect(shown).toEqual(wanted);
  expect(ranges).toHaveLength(codes.length);
  return problems;
}

/** The scenario of these sections, which must have no problem. */
export function expectScenario(sections: string): Scenario {
  const { scenario, problems } = readScenario(parseDocument(scenarioText(sections)));
  expect(problems).toEqual([]);
  if (scenario === null) throw new Error('no scenario and no problem');
  return scenario;
}

/** The text after the first fix of a problem. */
export function applyFix(sections: string, problem: Problem | undefined): string {
  const { text } = marked(scenarioText(sections));
  const edits = [...(problem?.fixes?.[0]?.edits ?? [])].sort((a, b) => b.range.start - a.range.start);
  return edits.reduce(
    (fixed, { range, newText }) => fixed.slice(0, range.start) + newText + fixed.slice(range.end),
    text,
  );
}
