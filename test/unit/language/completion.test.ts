import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import { schemaProblems } from '../../../src/core/scenario/schemaProblems.ts';
import { joinPointer, splitPointer } from '../../../src/core/text/json.ts';
import { offset, type Offset } from '../../../src/core/text/range.ts';
import { completionsAt, type KnownModels } from '../../../src/language/completion/complete.ts';
import { isTemplateText } from '../../../src/language/completion/patterns.ts';
import { surroundingsAt } from '../../../src/language/completion/surroundings.ts';
import { templateTexts } from '../../../src/language/nameIndex/templateTexts.ts';
import { check, exampleNames, exampleText } from '../../support/examples.ts';
import { readMarks } from '../../support/languageCases/base.ts';
import { completionCases } from '../../support/languageCases/completion.ts';
import { lineWith } from '../../support/languageCases/completion/lineWith.ts';

const noModels: KnownModels = { recent: [], scripted: [], replays: [], vscode: [] };

function complete(text: string, at: Offset, models = noModels) {
  return completionsAt({ text, documents: [parseDocument(text)], models }, at);
}

describe('completion', () => {
  test.each(completionCases)('$name', ({ source, labels, chosen }) => {
    const { text, at } = readMarks(source);
    const found = complete(text, offset(at));
    expect(found.map(({ label }) => label)).toEqual(labels);
    if (chosen === undefined) return;
    const completion = found.find(({ label }) => label === chosen[0]);
    if (completion === undefined) throw new Error(`${chosen[0]} is not offered`);
    const { inserting, snippet } = completion;
    expect(lineWith(text, [inserting.start, inserting.end], snippet)).toBe(chosen[1]);
  });
});

describe.each(exampleNames)('in the %s example', (example) => {
  const text = exampleText(example);
  const document = parseDocument(text);

  test('the place of every key is where the parser finds it', () => {
    for (const pointer of keyPointers(document.data, '')) {
      const { start } = document.keyRange(pointer);
      const path = splitPointer(pointer);
      expect(surroundingsAt(text, start).place, pointer).toMatchObject({ role: 'key', path: path.slice(0, -1), start });
    }
  });

  test('names are offered in every text that may hold them', () => {
    for (const { pointer, text: string } of templateTexts({ value: document.data, pointer: '' })) {
      if (string.trim() === '') continue;
      const { start } = document.stringRange(pointer, 0, 1);
      const path = splitPointer(pointer);
      expect(surroundingsAt(text, start).place?.path, pointer).toEqual(path);
      expect(isTemplateText(path), pointer).toBe(true);
    }
  });
});

function keyPointers(value: unknown, pointer: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const isMap = !Array.isArray(value);
  return Object.entries(value).flatMap(([key, inner]) => {
    const own = joinPointer(pointer, key);
    return [...(isMap ? [own] : []), ...keyPointers(inner, own)];
  });
}

describe('what is put in whole', () => {
  const filled = (snippet: string): string =>
    snippet
      .replaceAll('$UUID', '0b0f6f5e-0000-4000-8000-000000000000')
      .replaceAll(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1')
      .replaceAll(/\$\{\d+:((?:\\.|[^}])*)\}/g, '$1')
      .replaceAll(/\$\d/g, 'x')
      .replaceAll(/\\(.)/g, '$1');

  test('the skeleton of an empty file has no problem, and two conditions', () => {
    const [whole] = complete('', offset(0)).filter(({ kind }) => kind === 'part');
    const { problems, conditions } = check(filled(whole?.snippet ?? ''));
    expect(problems).toEqual([]);
    expect(conditions).toHaveLength(2);
  });

  test.each(['vars', 'factors', 'documents', 'tools/use', 'classifiers', 'expect'])(
    '%s: YAML of the format',
    (section) => {
      const lines = section.split('/').map((key, depth) => `${'  '.repeat(depth)}${key}:`);
      const before = `${lines.join('\n')}\n${'  '.repeat(lines.length)}`;
      const parts = complete(before, offset(before.length)).filter(({ kind }) => kind === 'part');
      expect(parts.length).toBeGreaterThan(1);
      for (const { label, inserting, snippet } of parts) {
        const line = lineWith(before, [inserting.start, inserting.end], filled(snippet));
        const problems = schemaProblems(parseDocument(`${lines.join('\n')}\n${line}`));
        // Sections that are not here are missed, and nothing else.
        expect(
          problems.filter(({ code }) => code !== 'missing-key'),
          label,
        ).toEqual([]);
      }
    },
  );
});

test('models that were run lately and those beside the file, runs to replay, and what VS Code offers come before the services’ own', () => {
  const { text, at } = readMarks('run: {models: [‸]}');
  const models = {
    recent: ['anthropic/own-name'],
    scripted: ['demo'],
    replays: ['replay/2026-run'],
    vscode: ['vscode/copilot/gpt-4o'],
  };
  expect(
    complete(text, offset(at), models)
      .slice(0, 4)
      .map(({ label }) => label),
  ).toEqual(['anthropic/own-name', 'scripted/demo', 'replay/2026-run', 'vscode/copilot/gpt-4o']);
});

test('names of the last whole text are known while a quote is open', () => {
  const whole = 'system: x\nvars: {company: Harbor}\n';
  const { text, at } = readMarks('system: "{{‸\nvars: {company: Harbor}\n');
  const documents = [parseDocument(text), parseDocument(whole)];
  const found = completionsAt({ text, documents, models: noModels }, offset(at));
  expect(found.map(({ label }) => label)).toEqual(['company', 'documents', 'tools']);
});
