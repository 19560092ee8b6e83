import { describe, expect, it } from 'vitest';
import { applyEdits, differenceEdit } from '../../../src/language/edits.ts';
import { fixAll } from '../../../src/language/fixAll.ts';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import type { Severity } from '../../../src/core/text/problem.ts';
import { checkScenario } from '../../../src/core/trial/check.ts';
import { sha256 } from '../../../src/node/sha256.ts';
import { exampleText } from '../../support/examples.ts';
import { fixAllCase, fixCases } from '../../support/languageCases/fixes.ts';
import { mutants } from '../examples/mutants.ts';

/** What is wrong with a file; what is doubtful about its experiment is seen only once that is mended. */
function check(text: string) {
  return checkScenario(parseDocument(text), sha256);
}

/** The source without the marks, and what they mark. */
function unmarked(source: string): { readonly text: string; readonly start: number; readonly end: number } {
  const start = source.indexOf('«');
  const end = source.indexOf('»') - 1;
  return { text: source.replace('«', '').replace('»', ''), start, end };
}

/** What tells problems apart, wherever they have moved. */
function told(text: string, severity?: Severity): readonly string[] {
  return check(text)
    .problems.filter((each) => severity === undefined || each.severity === severity)
    .map(({ code, message }) => `${code}: ${message}`);
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
    ...fixCases.map(({ name, source }) => ({ name, text: unmarked(source).text })),
    ...mutants.map(({ example, what, from, to }) => ({
      name: `${example}, ${what}`,
      text: exampleText(example).replace(from, () => to.replaceAll('‸', '')),
    })),
  ];
  it.each(all)('solves its problem and adds none: $name', ({ text }) => {
    const { problems, scenario } = check(text);
    // Of conditions that send the same, for one, a file with errors says nothing yet.
    const severity = scenario === null ? 'error' : undefined;
    const before = told(text, severity);
    for (const { code, message, fixes } of problems) {
      for (const { edits, title } of fixes ?? []) {
        const after = told(applyEdits(text, edits), severity);
        expect(after, title).not.toContain(`${code}: ${message}`);
        expect(
          after.filter((each) => !before.includes(each)),
          title,
        ).toEqual([]);
      }
    }
  });
});

describe('«fix all»', () => {
  const problemsOf = (text: string) => check(text).problems;

  it('applies what is safe, round by round', () => {
    const edit = fixAll(fixAllCase.source, problemsOf);
    expect(edit && applyEdits(fixAllCase.source, [edit])).toBe(fixAllCase.fixed);
    expect(told(fixAllCase.fixed)).toEqual([]);
  });

  it('guesses no names', () => {
    const text = exampleText('harmless').replace('classifiers:\n', 'clasifiers:\n');
    expect(fixAll(text, problemsOf)).toBeNull();
  });

  it('has nothing to do in a file without a problem', () => {
    expect(fixAll(exampleText('harmless'), problemsOf)).toBeNull();
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
