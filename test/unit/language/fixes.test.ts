import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, differenceEdit } from '../../../src/language/edits.ts';
import { findingsIn, fixAll, type FileFindings } from '../../../src/language/fixAll.ts';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import type { Problem, Severity } from '../../../src/core/text/problem.ts';
import { checkScenario } from '../../../src/core/trial/check.ts';
import { sha256 } from '../../../src/node/sha256.ts';
import { check, exampleNames, exampleText } from '../../support/examples.ts';
import { fixAllCase, fixCases } from '../../support/languageCases/fixes.ts';
import { openTexts } from '../../support/memoryTexts.ts';
import { scenarioText } from '../../support/scenarios.ts';
import { marked } from '../../support/source.ts';
import { mutants } from '../examples/mutants.ts';
import { classifierCases } from '../experiment/classifierCases.ts';
import { designCases } from '../experiment/designCases.ts';

/** The source without the marks, and what they mark. */
function unmarked(source: string): { readonly text: string; readonly start: number; readonly end: number } {
  const start = source.indexOf('«');
  const end = source.indexOf('»') - 1;
  return { text: source.replace('«', '').replace('»', ''), start, end };
}

/** What tells problems apart, wherever they have moved and whatever names they list. */
function wordsOf({ code, message }: Problem): string {
  return `${code}: ${message.split('. ')[0] ?? ''}`;
}

function told(problems: readonly Problem[], severity?: Severity): ReadonlySet<string> {
  const chosen = problems.filter((each) => severity === undefined || each.severity === severity);
  return new Set(chosen.map(wordsOf));
}

/** What follows from a fix and is said so: with conditions that nobody can tell apart, what only they have is left out. */
const follows: Readonly<Record<string, readonly string[]>> = { 'same-prompt': ['unreached-level', 'too-few-samples'] };

/** Applies each fix of each problem on its own; gives how many there were. */
function expectFixesToSolve(text: string): number {
  const { problems, scenario } = check(text);
  // Of the experiment a file with errors says nothing yet; behind errors of syntax and long lists more may be hidden.
  const severity = scenario === null ? 'error' : undefined;
  const hidesMore = problems.some(({ pointer, code }) => pointer === null || code === 'more-problems');
  const before = told(problems, severity);
  const fixes = problems.flatMap((problem) => (problem.fixes ?? []).map((fix) => ({ problem, fix })));
  for (const { problem, fix } of fixes) {
    const words = wordsOf(problem);
    const fixed = check(applyEdits(text, fix.edits));
    const after = told(fixed.problems, severity);
    // A name that stands in a text again is told at its next place.
    const isThere = (each: Problem): boolean => wordsOf(each) === words && each.range.start === problem.range.start;
    expect(fixed.problems.some(isThere), fix.title).toBe(false);
    const isExpected = (each: string): boolean =>
      before.has(each) || (follows[problem.code] ?? []).some((code) => each.startsWith(`${code}:`));
    const added = [...after].filter((each) => !isExpected(each));
    if (!hidesMore) expect(added, `${words}\n${fix.title}`).toEqual([]);
  }
  return fixes.length;
}

describe('a fix of a problem', () => {
  it.each(fixCases)('$name: $title', ({ source, code, title, fixed }) => {
    const { text, start, end } = unmarked(source);
    const problem = check(text).problems.find((each) => each.code === code);
    expect(problem?.range).toEqual({ start, end });
    const fix = problem?.fixes?.find((each) => each.title === title);
    expect(applyEdits(text, fix?.edits ?? [])).toBe(fixed);
  });

  const all = [
    ...[...designCases, ...classifierCases].map(({ code, what, has }) => ({
      name: `${code}, ${what}`,
      text: marked(scenarioText(has)).text,
    })),
    ...fixCases.map(({ name, source }) => ({ name, text: unmarked(source).text })),
    ...mutants.map(({ example, what, from, to }) => ({
      name: `${example}, ${what}`,
      text: exampleText(example).replace(from, () => to.replaceAll('‸', '')),
    })),
  ];
  it.each(all)('solves its problem and adds none: $name', ({ text }) => {
    expectFixesToSolve(text);
  });

  it('does so wherever an example is misspelt, or a line is lost, doubled or indented otherwise', () => {
    let fixes = 0;
    fc.assert(
      fc.property(damaged, (text) => {
        fixes += expectFixesToSolve(text);
      }),
      { numRuns: 150, seed: 4 },
    );
    expect(fixes).toBeGreaterThan(50);
  });
});

/** An example with a slip of its author. */
const damaged = fc
  .record({
    text: fc.constantFrom(...exampleNames.map(exampleText)),
    slip: fc.constantFrom(
      'lost letter',
      'doubled letter',
      'swapped letters',
      'lost line',
      'doubled line',
      'tab',
      'lost quotes',
    ),
    place: fc.nat({ max: 100_000 }),
  })
  .map(({ text, slip, place }) => {
    const lines = text.split('\n');
    const index = place % lines.length;
    // Of lines of YAML: a slip in prose is nobody's problem.
    const words = [...text.matchAll(/(?<=^ *(?:- )?(?:[\w-]+:|[[{]).*|^ *)[A-Za-z][\w-]{3,}(?=.*[:\]}])/gm)];
    const word = words[place % words.length];
    const at = (word?.index ?? 0) + 1;
    switch (slip) {
      case 'lost letter':
        return text.slice(0, at) + text.slice(at + 1);
      case 'doubled letter':
        return text.slice(0, at) + text.slice(at - 1);
      case 'swapped letters':
        return (
          text.slice(0, at) +
          text
            .slice(at, at + 2)
            .split('')
            .reverse()
            .join('') +
          text.slice(at + 2)
        );
      case 'lost line':
        return lines.toSpliced(index, 1).join('\n');
      case 'doubled line':
        return lines.toSpliced(index, 0, lines[index] ?? '').join('\n');
      case 'tab':
        return lines.with(index, (lines[index] ?? '').replace(/^ {2}/, '\t')).join('\n');
      case 'lost quotes':
        return lines.with(index, (lines[index] ?? '').replaceAll('"', '')).join('\n');
    }
  });

describe('«fix all»', () => {
  const problemsOf = (text: string) => checkScenario(parseDocument(text), sha256).problems;

  /** All of one file, as it is without others. */
  const findingsOf = (text: string): Promise<FileFindings> => {
    const document = parseDocument(text);
    const [part] = document.files;
    if (part === undefined) throw new Error('a document has no file');
    return Promise.resolve(findingsIn(document, part, checkScenario(document, sha256).problems));
  };

  it('applies what is safe, round by round', async () => {
    const edit = await fixAll(fixAllCase.source, findingsOf);
    expect(edit && applyEdits(fixAllCase.source, [edit])).toBe(fixAllCase.fixed);
    expect(problemsOf(fixAllCase.fixed)).toEqual([]);
  });

  it('guesses no names', async () => {
    const text = exampleText('harmless').replace('classifiers:\n', 'clasifiers:\n');
    expect(await fixAll(text, findingsOf)).toBeNull();
  });

  it('has nothing to do in a file without a problem', async () => {
    expect(await fixAll(exampleText('harmless'), findingsOf)).toBeNull();
  });

  it.each<[file: string | null, texts: Readonly<Record<string, string>>]>([
    ['a.yaml', { scenario: 'vars: {b: Yes.}', 'a.yaml': 'vars:\n\ta: "{{b}}"\n', fixed: 'vars:\n  a: "{{b}}"\n' }],
    [null, { scenario: 'vars:\n\tb: Yes.', 'a.yaml': 'vars: {a: "{{b}}"}', fixed: 'vars:\n  b: Yes.' }],
  ])('mends one of several files: %s', async (file, { scenario = '', 'a.yaml': fragment = '', fixed = '' }) => {
    const whole = scenarioText(`include: [a.yaml]\nuser: "{{a}}"\n${scenario}`);
    const text = file === null ? whole : fragment;
    const edit = await fixAll(text, async (now) => {
      const document = await openTexts(file === null ? now : whole, { 'a.yaml': file === null ? fragment : now });
      const part = document.files.find((each) => each.file === file);
      if (part === undefined) throw new Error(`${String(file)} is no part of it`);
      return findingsIn(document, part, checkScenario(document, sha256).problems);
    });
    const after = applyEdits(text, edit === null ? [] : [edit]);
    expect(file === null ? after.slice(after.indexOf('vars')) : after).toBe(fixed);
  });
});

describe('the difference of two texts', () => {
  it.each([
    ['', 'abc'],
    ['abc', ''],
    ['aaa', 'aa'],
    ['one two three', 'one 2 three'],
    ['abab', 'ababab'],
  ])('«%s» → «%s»', (before, after) => {
    const edit = differenceEdit(before, after);
    expect(edit && applyEdits(before, [edit])).toBe(after);
  });
});
