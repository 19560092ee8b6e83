import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import type { TextEdit } from '../../../src/core/text/problem.ts';
import { offset } from '../../../src/core/text/range.ts';
import { indexNames } from '../../../src/language/nameIndex.ts';
import { prepareRename, renameAt } from '../../../src/language/rename.ts';
import { check, exampleNames, exampleText } from '../../support/examples.ts';
import { readMarks } from '../../support/languageCases/base.ts';
import { refusalCases, renameCases } from '../../support/languageCases/renames.ts';

function applied(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((one, other) => other.range.start - one.range.start)
    .reduce((changed, { range, newText }) => changed.slice(0, range.start) + newText + changed.slice(range.end), text);
}

/** The text after a rename; the refusal where there is one. */
function renamed(text: string, at: number, newName: string): string {
  const result = renameAt(parseDocument(text), offset(at), newName);
  return 'refusal' in result ? result.refusal : applied(text, result.edits);
}

describe('rename', () => {
  it.each(renameCases)('$name', ({ source, newName, expected }) => {
    const { text, at } = readMarks(source);
    expect(renamed(text, at, newName)).toBe(expected);
  });

  it.each(renameCases)('shows the old name and its characters: $name', ({ source }) => {
    const { text, at } = readMarks(source);
    const target = prepareRename(parseDocument(text), offset(at));
    if ('refusal' in target) throw new Error(target.refusal);
    expect(text.slice(target.range.start, target.range.end)).toBe(target.name);
    expect(target.range.start).toBeLessThanOrEqual(at);
    expect(target.range.end).toBeGreaterThanOrEqual(at);
  });

  it.each(refusalCases)('refuses $name', ({ source, newName, refusal }) => {
    const { text, at } = readMarks(source);
    expect(renamed(text, at, newName)).toBe(refusal);
  });

  it('changes nothing where the name stays', () => {
    const { text, at } = readMarks('vars: {a‸b: x}\n');
    expect(renameAt(parseDocument(text), offset(at), 'ab')).toEqual({ edits: [] });
  });

  describe.each(exampleNames)('in the %s example', (example) => {
    const text = exampleText(example);
    const { definitions, references } = indexNames(parseDocument(text));
    const places = [...definitions, ...references].filter(
      ({ range }) => !('refusal' in prepareRename(parseDocument(text), range.start)),
    );

    it('and back is the identity, and nothing is wrong in between', () => {
      const names = fc.stringMatching(/^[a-z][a-z0-9_-]{0,9}$/);
      fc.assert(
        fc.property(fc.constantFrom(...places), names, ({ name, range }, newName) => {
          const document = parseDocument(text);
          const there = renameAt(document, range.start, newName);
          if ('refusal' in there) {
            expect(there.refusal).toMatch(/\.$/);
            return;
          }
          const changed = applied(text, there.edits);
          expect(check(changed).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
          const before = there.edits.filter((edit) => edit.range.start < range.start).length;
          const at = range.start + before * (newName.length - name.length);
          expect(renamed(changed, at, name)).toBe(text);
        }),
        { numRuns: 30 },
      );
    });
  });
});
