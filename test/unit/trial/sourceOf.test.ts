import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isObject, splitPointer } from '../../../src/core/text/json.ts';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import { checkScenario } from '../../../src/core/trial/check.ts';
import { renderedRanges, sourceOf } from '../../../src/core/trial/sourceOf.ts';
import type { RenderedText } from '../../../src/core/trial/trial.ts';
import { scenarioText } from '../../support/scenarios.ts';
import { source } from '../../support/source.ts';
import { hash } from './support.ts';

const world = source`
  vars:
    company: Harbor Systems
    domain: harbor.test
    boss: "the head of {{company}}"
    nested: |
      First {{boss}},
        {{empty}}
      then \{{nobody}}.
    empty: ""
  factors:
    tone: {baseline: mild, levels: {mild: "Please, {{boss}}.", harsh: Now!}}
    value: {baseline: own, levels: {own: {line: "ours at {{domain}}"}, all: {line: theirs}}}
  system: |
    You work for {{company}}.
      {{empty}}
    {{nested}}
    {{tools}}
  user: |
    {{tone}} {{value.line}}
    {{documents}}
    {{documents}}
  documents:
    - {id: spec, kind: email, from: "eng@{{domain}}", to: ["all@{{domain}}", x@y.test], subject: "{{company}}", body: "To {{boss}}"}
    - {id: plan, kind: file, name: plan.txt, body: [{when: {tone: mild}, text: "Mild {{domain}}"}, {text: ""}]}
  tools:
    protocol: text
    use: [{id: send, builtin: mail.send, tag: send, description: "For {{company}}:"}]
`;

function valueAt(data: unknown, pointer: string): unknown {
  return splitPointer(pointer).reduce<unknown>((value, token) => {
    if (Array.isArray(value)) return (value as readonly unknown[])[Number(token)];
    return isObject(value) ? value[token] : undefined;
  }, data);
}

/** Layouts that the file leaves out have a pointer and no string in the file. */
function isDefault(pointer: string | null): boolean {
  return pointer === null || pointer.startsWith('/layout/');
}

describe('the way back from a rendered text', () => {
  const document = parseDocument(scenarioText(world));
  const { conditions, problems } = checkScenario(document, hash);
  const texts: readonly RenderedText[] = conditions.flatMap(({ prompt }) => [
    ...(prompt.system === null ? [] : [prompt.system]),
    ...prompt.messages.map(({ content }) => content),
  ]);

  it('leads from every piece to the same characters of the file', () => {
    expect(problems).toEqual([]);
    expect(texts).toHaveLength(8);
    for (const { text, map } of texts) {
      for (const { start, end, pointer, from } of map) {
        if (isDefault(pointer)) continue;
        expect(String(valueAt(document.data, pointer ?? '')).slice(from, from + end - start)).toBe(
          text.slice(start, end),
        );
      }
    }
  });

  it('leaves out nothing and overlaps nowhere', () => {
    for (const { text, map } of texts) {
      expect(map.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
      expect(map.every(({ start }, index) => start === (map[index - 1]?.end ?? 0))).toBe(true);
    }
  });

  it('is the same from any character of a piece', () => {
    const [system] = texts;
    if (system === undefined) throw new Error('no text');
    fc.assert(
      fc.property(fc.nat(system.text.length - 1), (at) => {
        const place = sourceOf(system, at);
        if (place === null) return;
        expect(String(valueAt(document.data, place.pointer))[place.offset]).toBe(system.text[at]);
      }),
    );
  });

  it.each([
    ['You work', '/system', 0],
    ['Harbor Systems.', '/vars/company', 0],
    ['ystems.\nFirst', '/vars/company', 8],
    ['the head', '/vars/boss', 0],
    ['{{nobody}}', '/vars/nested', 34],
    ['For Harbor', '/tools/use/0/description', 0],
  ])('leads from %j to %s %i', (words, pointer, offset) => {
    const text = texts[0];
    expect(text && sourceOf(text, text.text.indexOf(words))).toEqual({ pointer, offset });
  });

  it('knows what no string of the file holds', () => {
    const [system, user] = texts;
    expect(system && sourceOf(system, system.text.indexOf('To use a tool'))).toBeNull();
    expect(user && sourceOf(user, user.text.indexOf('ID: 1') + 4)).toBeNull();
    expect(user && sourceOf(user, -1)).toBeNull();
    expect(user && sourceOf(user, user.text.length + 1)).toBeNull();
  });

  it('leads forward to every place where a string is used', () => {
    const [, user] = texts;
    if (user === undefined) throw new Error('no text');
    const uses = renderedRanges(user, '/documents/0/body').map(({ start, end }) => user.text.slice(start, end));
    expect(uses).toEqual(['To ', 'To ']);
    expect(renderedRanges(user, '/vars/empty')).toEqual([]);
  });
});
