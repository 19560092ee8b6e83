import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import { rootKeys } from '../../../src/core/scenario/placeholders.ts';
import { checkScenario } from '../../../src/core/trial/check.ts';
import { applyEdits } from '../../../src/language/edits.ts';
import { formatDocument } from '../../../src/language/format.ts';
import { KeyOrders } from '../../../src/language/format/keyOrder.ts';
import { sha256 } from '../../../src/node/sha256.ts';
import { exampleNames, exampleText } from '../../support/examples.ts';
import { formatCases } from '../../support/languageCases/format.ts';
import { mutants } from '../examples/mutants.ts';

async function formatted(text: string): Promise<string> {
  const edit = await formatDocument(parseDocument(text), () => Promise.resolve());
  return edit === null ? text : applyEdits(text, [edit]);
}

/** What is sent, by condition. */
function sent(text: string): unknown {
  const { conditions } = checkScenario(parseDocument(text), sha256);
  return conditions.map(({ id, prompt: { system, messages, tools } }) => ({
    id,
    system: system?.text,
    messages: messages.map(({ content }) => content.text),
    tools: tools.map(({ id: tool }) => tool),
  }));
}

function comments(text: string): readonly string[] {
  return [...text.matchAll(/^\s*(#.*)$/gm)].map(([, comment]) => comment ?? '').sort();
}

describe('formatting', () => {
  it.each(formatCases)('$name', async ({ source, fixed }) => {
    expect(await formatted(source)).toBe(fixed);
    expect(await formatted(fixed)).toBe(fixed);
  });

  it.each(exampleNames)('leaves the %s example as it is', async (name) => {
    expect(await formatted(exampleText(name))).toBe(exampleText(name));
  });

  it('knows the order of the whole file', () => {
    const reversed = [...rootKeys].reverse();
    expect(new KeyOrders().at([], reversed)?.map((index) => reversed[index])).toEqual(rootKeys);
  });
});

/** The same file with other indentation and other orders of keys. */
const scruffy = fc
  .record({
    text: fc.constantFrom(
      ...exampleNames.map(exampleText),
      ...mutants.map(({ example, from, to }) => exampleText(example).replace(from, () => to.replaceAll('‸', ''))),
    ),
    width: fc.constantFrom(2, 3, 4),
    cut: fc.nat({ max: 30 }),
    isWindows: fc.boolean(),
  })
  .map(({ text, width, cut, isWindows }) => {
    const [head = '', ...sections] = text.split(/\n(?=[a-z]\w*:)/);
    const turned = [...sections.slice(cut % (sections.length + 1)), ...sections.slice(0, cut % (sections.length + 1))];
    const wide = [head, ...turned.map((section) => section.trimEnd())]
      .join('\n')
      .replaceAll(/^((?: {2})+)/gm, (blanks) => ' '.repeat((blanks.length / 2) * width))
      .replaceAll(/^( +-) (?=\S)/gm, `$1${' '.repeat(width - 1)}`);
    return `${isWindows ? wide.replaceAll('\n', '\r\n') : wide}\n`;
  });

describe('whatever a file looks like', () => {
  it('formatting twice changes nothing more, and nothing that is sent, and no comment', async () => {
    let changed = 0;
    await fc.assert(
      fc.asyncProperty(scruffy, async (text) => {
        const once = await formatted(text);
        if (once !== text) changed++;
        expect(await formatted(once)).toBe(once);
        expect(sent(once)).toEqual(sent(text));
        expect(comments(once)).toEqual(comments(text));
        const codes = (each: string) =>
          checkScenario(parseDocument(each), sha256)
            .problems.map(({ code }) => code)
            .sort();
        expect(codes(once)).toEqual(codes(text));
      }),
      { numRuns: 150 },
    );
    expect(changed).toBeGreaterThan(70);
  });

  it('never throws, and keeps the data of any lines that are YAML', async () => {
    const line = fc.constantFrom(
      'system: |',
      '  text',
      '    deeper',
      '',
      '# c',
      '  # d',
      'vars:',
      '  a: b',
      '    b: >-',
      'documents:',
      '- id: a',
      '  - id: b',
      '    kind: note',
      '  body: |+',
      '-',
      '- - x',
      '  ? k',
      'run: {samples: 1,',
      '  max_tokens: 2}',
      'title: "a',
      '  b"',
      'x: &a',
      'y: *a',
      '---',
      '\t',
      'id: q',
      'factors:',
      ' z:',
      '   levels: [a]',
      '   title: t',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 14 }), async (lines) => {
        const text = lines.join('\n');
        const once = await formatted(text);
        expect(parseDocument(once).data).toEqual(parseDocument(text).data);
        expect(await formatted(once)).toBe(once);
      }),
      { numRuns: 3_000 },
    );
  });
});
