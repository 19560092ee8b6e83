import { beforeAll, describe, expect, it } from 'vitest';
import { partAt, rangeIn } from '../../../src/core/document/filePart.ts';
import type { ParsedDocument } from '../../../src/core/document/parsedDocument.ts';
import type { TextEdit } from '../../../src/core/text/problem.ts';
import { offset } from '../../../src/core/text/range.ts';
import { checkScenario } from '../../../src/core/trial/check.ts';
import { placeInFile, placeInPrompt } from '../../../src/core/view/promptPlaces.ts';
import { promptDocument } from '../../../src/core/view/promptDocument.ts';
import { completionsAt } from '../../../src/language/completion/complete.ts';
import { applyEdits } from '../../../src/language/edits.ts';
import { hoverAt } from '../../../src/language/hover/hover.ts';
import { fileLinks } from '../../../src/language/links.ts';
import { definitionsAt, referencesAt } from '../../../src/language/navigation.ts';
import { renameAt } from '../../../src/language/rename.ts';
import { sha256 } from '../../../src/node/sha256.ts';
import { openTexts, shownIn } from '../../support/memoryTexts.ts';
import { scenarioText } from '../../support/scenarios.ts';

const scenario = scenarioText(`include: [world.fragment.yaml]
system: You work for {{company}}.
user: "Read. {{documents}}"
classifiers: [{id: told, gate: {action: send_mail}}]
tools: {protocol: text, use: []}`);
const fragment = `vars: {company: Harbor}
factors: {goal: {levels: [none, swap]}}
documents: [{id: spec, kind: note, body: {file: spec.txt}, when: {goal: none}}]
tools: {use: [{id: send_mail, builtin: mail.send}]}
`;

let document: ParsedDocument;
beforeAll(async () => {
  document = await openTexts(scenario, { 'world.fragment.yaml': fragment, 'spec.txt': 'Of {{company}}\r\nin secret.' });
});

const at = (words: string, within = 0): ReturnType<typeof offset> => offset(document.text.indexOf(words) + within);
const shown = (ranges: readonly Parameters<typeof shownIn>[1][]): readonly string[] =>
  ranges.map((range) => shownIn(document, range));

/** The text of each file with the edits that are of it. */
function edited(of: ParsedDocument, edits: readonly TextEdit[]): readonly string[] {
  return of.files.map((part) => {
    const own = edits.filter(({ range }) => partAt(of, range.start) === part);
    return applyEdits(
      part.text,
      own.map((edit) => ({ ...edit, range: rangeIn(part, edit.range) })),
    );
  });
}

describe('names of several files', () => {
  it.each([
    ['{{company}}', 3, ['world.fragment.yaml: company']],
    ['action: send_mail', 9, ['world.fragment.yaml: send_mail']],
    ['goal: none', 1, ['world.fragment.yaml: goal']],
  ])('are defined where they stand: %s', (words, within, wanted) => {
    const found = definitionsAt(document, at(words, within));
    expect(shown(found?.targets.map(({ selection }) => selection) ?? [])).toEqual(wanted);
  });

  it('are found wherever they are used', () => {
    expect(shown(referencesAt(document, at('company: Harbor', 1), { withDefinitions: true }))).toEqual([
      'scenario: company',
      'world.fragment.yaml: company',
      'spec.txt: company',
    ]);
  });

  it('are renamed everywhere, and back', async () => {
    const renamed = renameAt(document, at('{{company}}', 3), 'firm');
    if ('refusal' in renamed) throw new Error(renamed.refusal);
    const texts = edited(document, renamed.edits);
    expect(texts.filter((text) => text.includes('firm'))).toHaveLength(3);
    const [own = '', other = '', body = ''] = texts;
    const after = await openTexts(own, { 'world.fragment.yaml': other, 'spec.txt': body });
    const back = renameAt(after, offset(after.text.indexOf('{{firm}}') + 3), 'company');
    expect('edits' in back && edited(after, back.edits)).toEqual(document.files.map(({ text }) => text));
  });

  it('are told what they become', () => {
    const { scenario: read, conditions } = checkScenario(document, sha256);
    const input = { document, scenario: read, conditions, lastRun: null, describeModel: () => null };
    expect(hoverAt(input, at('{{company}}', 3))?.markdown).toContain('Harbor');
  });

  it('are offered while a scenario is typed', () => {
    const text = scenarioText('system: "{{com"');
    const input = { text, documents: [document], models: { recent: [], scripted: [], replays: [], vscode: [] } };
    expect(completionsAt(input, offset(text.indexOf('{{com') + 5)).map(({ label }) => label)).toContain('company');
  });
});

it('a fragment is offered its own keys alone', () => {
  const input = {
    text: '',
    documents: [],
    models: { recent: [], scripted: [], replays: [], vscode: [] },
    isFragment: true,
  };
  const labels = completionsAt(input, offset(0)).map(({ label }) => label);
  expect(labels).toEqual(['vars', 'factors', 'documents', 'tools', 'classifiers']);
});

it('a file that is a body, or included, is linked', async () => {
  const own = await openTexts(fragment, {});
  expect(fileLinks(own).map(({ paths }) => paths)).toEqual([['spec.txt']]);
});

it('a character of a prompt leads to its file, and back', () => {
  const { conditions, problems } = checkScenario(document, sha256);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const [condition] = conditions;
  if (condition === undefined) throw new Error('no condition');
  const prompt = promptDocument(condition);
  const secret = prompt.text.indexOf('secret');
  const place = placeInFile(prompt, document, secret);
  expect(place?.start).toBe(at('secret'));
  expect(placeInPrompt(prompt, document, at('secret'))).toBe(secret);
});
