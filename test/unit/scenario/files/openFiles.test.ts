import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { parseDocument } from '../../../../src/core/document/parseDocument.ts';
import { checkScenario } from '../../../../src/core/trial/check.ts';
import { planTrials } from '../../../../src/core/trial/trials.ts';
import { sha256 } from '../../../../src/node/sha256.ts';
import { exampleNames, exampleText } from '../../../support/examples.ts';
import { openTexts, shownIn, type Texts } from '../../../support/memoryTexts.ts';
import { scenarioText } from '../../../support/scenarios.ts';

async function problemsOf(sections: string, texts: Texts): Promise<readonly string[]> {
  const document = await openTexts(scenarioText(sections), texts);
  return checkScenario(document, sha256).problems.map(({ code, range }) => `${code} at ${shownIn(document, range)}`);
}

const body = (path: string): string => `documents: [{id: a, kind: note, body: {file: "${path}"}}]`;
const shown = 'user: "{{documents}}"';

describe('what cannot be read is a problem where it is named', () => {
  it.each<[sections: string, texts: Texts, wanted: readonly string[]]>([
    ['include: [a.yaml]', {}, ['file-not-found at scenario: a.yaml']],
    ['include: [a.yaml]', { 'a.yaml': { refusal: 'unsaved' } }, ['file-not-found at scenario: a.yaml']],
    ['include: [a.yaml]', { 'a.yaml': { refusal: 'folder' } }, ['file-not-found at scenario: a.yaml']],
    ['include: [../../a.yaml]', { '../../a.yaml': { refusal: 'outside' } }, ['file-outside at scenario: ../../a.yaml']],
    ['include: [a.yaml]', { 'a.yaml': { refusal: 'too-large' } }, ['file-too-large at scenario: a.yaml']],
    ['include: [a.yaml]', { 'a.yaml': '#'.repeat(999_990) }, ['file-too-large at scenario: a.yaml']],
    ['include: [a.yaml]', { 'a.yaml': { refusal: 'not-text' } }, ['file-not-text at scenario: a.yaml']],
    ['include: [a.yaml]', { 'a.yaml': { refusal: 'unreadable' } }, ['file-unreadable at scenario: a.yaml']],
    ['include: [/etc/a.yaml]', {}, ['bad-path at scenario: /etc/a.yaml']],
    ['include: ["https://x.test/a.yaml"]', {}, ['bad-path at scenario: https://x.test/a.yaml']],
    ['include: ["C:/a.yaml"]', {}, ['bad-path at scenario: C:/a.yaml']],
    ['include: ["a\\\\b.yaml"]', {}, ['bad-path at scenario: a\\\\b.yaml']],
    ['include: [""]', {}, ['bad-path at scenario: ']],
    ['include: [a.yaml, ./a.yaml]', { 'a.yaml': '' }, ['included-twice at scenario: ./a.yaml']],
    [body('no.txt'), {}, ['file-not-found at scenario: no.txt']],
    [body('a.txt'), { 'a.txt': { refusal: 'not-text' } }, ['file-not-text at scenario: a.txt']],
  ])('%s', async (sections, texts, wanted) => {
    expect(await problemsOf(`${sections}\n${shown}`, texts)).toEqual(wanted);
  });

  it('a name that may stand in a fragment that is missing is no second problem', async () => {
    expect(await problemsOf('include: [a.yaml]\nuser: "{{company}}"', {})).toEqual([
      'file-not-found at scenario: a.yaml',
    ]);
  });

  it('a scenario whose files nobody read is not run', () => {
    const { problems, scenario } = checkScenario(parseDocument(scenarioText('include: [a.yaml]')), sha256);
    expect(problems.map(({ code }) => code)).toEqual(['file-not-read']);
    expect(scenario).toBeNull();
  });
});

describe('a file that is missing', () => {
  it.each<[sections: string, made: readonly string[]]>([
    ['include: [parts/a.fragment.yaml]', ['parts/a.fragment.yaml']],
    [body('../a.txt'), ['../a.txt']],
    ['include: [parts/b.fragment.yaml]', ['parts/b.fragment.yaml', 'parts/b.txt']],
  ])('can be made, so that %s has no error', async (sections, wanted) => {
    const text = scenarioText(`${sections}\nuser: "Read. {{documents}}"`);
    const texts: Record<string, string> = {};
    for (const file of wanted) {
      const { problems } = checkScenario(await openTexts(text, texts), sha256);
      const [create] = problems.flatMap(({ fixes = [] }) => fixes.flatMap(({ creates = [] }) => creates));
      expect(create?.file).toBe(file);
      // What its author writes next, in the last case.
      texts[file] = file.includes('b.fragment') ? body('b.txt') : (create?.text ?? '');
    }
    const { problems } = checkScenario(await openTexts(text, texts), sha256);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it.each(['folder', 'unsaved', 'outside'] as const)('is not offered where it is %s', async (refusal) => {
    const document = await openTexts(scenarioText('include: [a.yaml]'), { 'a.yaml': { refusal } });
    expect(document.problems.flatMap(({ fixes = [] }) => fixes)).toEqual([]);
  });
});

describe('a problem of a fragment is shown in it', () => {
  it.each<[fragment: string, wanted: string]>([
    ['vars: {a: {{b}}}', 'unquoted-template at f.yaml: {{b}}'],
    ['vars:\n\ta: b', 'tab-indent at f.yaml: \t'],
    ['vras: {a: b}', 'unknown-key at f.yaml: vras'],
    ['system: Hello.', 'not-in-fragment at f.yaml: system'],
    ['include: [g.yaml]', 'not-in-fragment at f.yaml: include'],
    ['tools: {protocol: text, use: []}', 'not-in-fragment at f.yaml: protocol'],
    ['[vars]', 'not-a-fragment at f.yaml: [vars]'],
    ['documents: {}', 'wrong-type at f.yaml: {}'],
    ['documents: [{id: a, kind: note}]', 'missing-key at f.yaml: id'],
    ['documents: [{id: a, kind: note, body: "{{nobody}}"}]', 'unknown-name at f.yaml: {{nobody}}'],
    ['documents: [{id: a, kind: note, body: a, when: {goal: nine}}]', 'unknown-level at f.yaml: nine'],
    ['documents: [{id: own, kind: note, body: a}]', 'duplicate-id at f.yaml: own'],
    ['vars: {company: Rival}', 'duplicate-name at f.yaml: company'],
    ['factors: {goal: {levels: [none]}}', 'duplicate-name at f.yaml: goal'],
    ['vars: {goal: none}', 'duplicate-name at scenario: goal'],
    ['documents: [{id: a, kind: note, body: {file: b.txt}}]', 'file-not-found at f.yaml: b.txt'],
  ])('%s', async (fragment, wanted) => {
    const sections = `include: [f.yaml]
vars: {company: Harbor}
factors: {goal: {levels: [none, swap]}}
documents: [{id: own, kind: note, body: "{{company}}", when: {goal: none}}]
user: "Read. {{documents}} {{company}}"`;
    expect((await problemsOf(sections, { 'f.yaml': fragment })).filter((each) => !each.startsWith('unused'))).toContain(
      wanted,
    );
  });

  it('and a name defined twice names the other place', async () => {
    const document = await openTexts(scenarioText('include: [f.yaml]\nvars: {company: Harbor}'), {
      'f.yaml': 'vars: {company: Rival}',
    });
    const twice = checkScenario(document, sha256).problems.find(({ code }) => code === 'duplicate-name');
    expect(twice?.related?.map(({ range }) => shownIn(document, range))).toEqual(['scenario: company']);
  });

  it('a fix is for the file that has the problem', async () => {
    const document = await openTexts(scenarioText('include: [f.yaml]\nvars: {company: Harbor}\nuser: "{{note}}"'), {
      'f.yaml': 'vars: {note: "{{compny}}"}',
    });
    const problem = checkScenario(document, sha256).problems.find(({ code }) => code === 'unknown-name');
    expect(problem?.fixes?.[0]?.edits.map(({ range, newText }) => [shownIn(document, range), newText])).toEqual([
      ['f.yaml: compny', 'company'],
    ]);
  });
});

describe('a key that a fix adds', () => {
  it.each<[scenario: string, fragment: string, wanted: string]>([
    ['include: [f.yaml]\nvars: {a: b}\nuser: "{{a}} {{company}}"', 'vars:\n  z: y\n', 'scenario: , company'],
    ['include: [f.yaml]\nuser: "{{z}} {{company}}"', 'vars:\n  z: y\n', 'f.yaml: company'],
  ])('%s stands in the file of its map', async (sections, fragment, wanted) => {
    const document = await openTexts(scenarioText(sections), { 'f.yaml': fragment });
    const problem = checkScenario(document, sha256).problems.find(({ code }) => code === 'unknown-name');
    const added = problem?.fixes?.flatMap(({ edits }) => edits).find(({ newText }) => newText.includes('company:'));
    const at = added === undefined ? '' : shownIn(document, added.range);
    expect(`${at}${added?.newText.trim().replace(/:.*$/, '') ?? ''}`).toBe(wanted);
  });
});

describe('a body that stands in a file', () => {
  it.each<[text: string, sent: string]>([
    ['Attached.\n', 'Attached.\n'],
    ['One\r\n{{company}}\r\n', 'One\nHarbor\n'],
    ['{not: yaml}: [', '{not: yaml}: ['],
    ['', ''],
  ])('%j is sent as it is', async (text, sent) => {
    const sections = `${body('mails/a.txt')}\nvars: {company: Harbor}\nsystem: "{{company}}"\nlayout: {note: "<{{body}}>"}\n${shown}`;
    const document = await openTexts(scenarioText(sections), { 'mails/a.txt': text });
    const { conditions, problems } = checkScenario(document, sha256);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(conditions[0]?.prompt.messages[0]?.content.text).toBe(`<${sent}>`);
  });

  it('has its problems in that file, behind line ends of any kind', async () => {
    expect(await problemsOf(`${body('a.txt')}\n${shown}`, { 'a.txt': 'One\r\nTwo\r\n{{no}}' })).toEqual([
      'unknown-name at a.txt: {{no}}',
    ]);
  });

  it('of a fragment is looked for beside the fragment', async () => {
    const texts = { 'parts/f.yaml': body('a.txt'), 'parts/a.txt': 'Hello.' };
    expect(await problemsOf(`include: [parts/f.yaml]\n${shown}`, texts)).toEqual([]);
  });
});

const movable = ['vars', 'factors', 'documents', 'classifiers'];

describe('splitting a scenario over files', () => {
  it.each(exampleNames)('changes nothing that %s sends', async (name) => {
    const text = exampleText(name);
    const whole = checkScenario(parseDocument(text), sha256);
    const data = whole.scenario === null ? {} : (parseDocument(text).data as Record<string, unknown>);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(3), { minLength: movable.length + 1, maxLength: movable.length + 1 }),
        fc.nat(40),
        async (to, bodyAt) => {
          const { scenario, texts } = split(data, to, bodyAt);
          const parts = checkScenario(await openTexts(scenario, texts), sha256);
          expect(parts.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
          expect(sent(parts)).toEqual(sent(whole));
        },
      ),
      { numRuns: 15 },
    );
  });
});

/** Moves each part to a fragment, or nowhere, and perhaps a body to a file. */
function split(
  data: Record<string, unknown>,
  to: readonly number[],
  bodyAt: number,
): { scenario: string; texts: Texts } {
  const own: Record<string, unknown> = { ...data };
  const texts: Record<string, string> = {};
  const documents = structuredClone(own['documents']);
  const document = Array.isArray(documents) ? (documents[bodyAt] as { body: unknown } | undefined) : undefined;
  if (typeof document?.body === 'string') {
    const name = `b.txt`;
    texts[name] = document.body;
    document.body = { file: name };
    own['documents'] = documents;
  }
  const fragments: Record<string, unknown>[] = [{}, {}, {}];
  movable.forEach((key, index) => {
    const fragment = fragments[(to[index] ?? 0) - 1];
    if (fragment === undefined || own[key] === undefined) return;
    fragment[key] = own[key];
    Reflect.deleteProperty(own, key);
  });
  const tools = own['tools'] as { use: unknown } | undefined;
  const holder = fragments[(to.at(-1) ?? 0) - 1];
  if (tools !== undefined && holder !== undefined) {
    holder['tools'] = { use: tools.use };
    own['tools'] = { ...tools, use: [] };
  }
  own['include'] = fragments.map((fragment, index) => {
    texts[`${index}.fragment.yaml`] = stringify(fragment);
    return `${index}.fragment.yaml`;
  });
  return { scenario: stringify(own), texts };
}

/** What goes out, and the ids of its trials. */
function sent({ scenario, conditions }: ReturnType<typeof checkScenario>) {
  if (scenario === null) throw new Error('the scenario has errors');
  const plan = planTrials({ conditions, models: scenario.run.models, samples: 1, sources: new Map(), hash: sha256 });
  return {
    prompts: conditions.map(({ id, prompt }) => [
      id,
      prompt.system?.text,
      ...prompt.messages.map(({ content }) => content.text),
    ]),
    trials: [...plan.trials()].map(({ id }) => id),
  };
}
