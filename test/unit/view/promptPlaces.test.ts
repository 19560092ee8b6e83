import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import { offset } from '../../../src/core/text/range.ts';
import { checkScenario } from '../../../src/core/trial/check.ts';
import { promptDocument } from '../../../src/core/view/promptDocument.ts';
import { placeInFile, placeInPrompt } from '../../../src/core/view/promptPlaces.ts';
import { sha256 } from '../../../src/node/sha256.ts';
import { scenarioText } from '../../support/scenarios.ts';
import { source } from '../../support/source.ts';

const world = source`
  vars:
    company: Harbor Systems
    unused: Nobody reads this.
  system: |
    You work for {{company}}, all day.

    Be "kind".
  user: "Process\tthe inbox.\n\n{{documents}}"
  documents:
    - id: spec
      kind: email
      from: eng@harbor.test
      to: [all@harbor.test]
      subject: A spec
      body: See {{company}}.
`;
const document = parseDocument(scenarioText(world));
const [condition] = checkScenario(document, sha256).conditions;
if (condition === undefined) throw new Error('the world is no scenario');
const prompt = promptDocument(condition);

describe('from a prompt to the file', () => {
  const rows: readonly (readonly [words: string, file: string | null])[] = [
    ['work for', 'work for {{company}}, all day.'],
    ['Harbor Systems', 'Harbor Systems\n  unused'],
    [', all day', ', all day.\n\n  Be'],
    ['kind', 'kind".\nuser'],
    ['inbox', 'inbox.\\n\\n{{documents}}"'],
    ['A spec', 'A spec\n    body'],
    ['──────── user', null],
    ['Subject: ', null],
  ];

  it.each(rows)('%j is at %j', (words, file) => {
    const range = placeInFile(prompt, document, prompt.text.indexOf(words));
    expect(range && document.text.slice(range.start).startsWith(file ?? '')).toBe(file === null ? null : true);
  });
});

describe('from the file to a prompt', () => {
  const rows: readonly (readonly [place: string, prompt: string | null])[] = [
    ['You ‸work for', 'work for Harbor'],
    ['for {{comp‸any}}, all', 'Harbor Systems, all'],
    [', all ‸day', 'day.\n'],
    ['Be "‸kind', 'kind"'],
    ['Process\\tthe ‸inbox', 'inbox.'],
    ['{{docu‸ments}}', '<email>'],
    ['company: Har‸bor', 'bor Systems, all'],
    ['compa‸ny: Harbor', 'Harbor Systems, all'],
    ['subject: A ‸spec', 'spec\n'],
    ['id: sp‸ec', 'eng@harbor'],
    ['unused: No‸body', null],
    ['sam‸ples', null],
  ];

  it.each(rows)('%s is at %j', (place, expected) => {
    const at = document.text.indexOf(place.replace('‸', '')) + place.indexOf('‸');
    const found = placeInPrompt(prompt, document, offset(at));
    expect(found === null ? null : prompt.text.slice(found, found + (expected ?? '').length)).toBe(expected);
  });
});
