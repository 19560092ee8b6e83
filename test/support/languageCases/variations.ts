import { source } from '../source.ts';

/** `‸…‸` is selected; `fixed` is the file after the action, null where there is nothing to offer. */
export interface VariationCase {
  readonly name: string;
  readonly source: string;
  readonly fixed: string | null;
}

const run = 'run: {samples: 2, max_tokens: 100, models: [scripted/demo]}';
const head = `scenarist: 1\nid: small\n`;

export const variationCases: readonly VariationCase[] = [
  {
    name: 'a line of a block scalar',
    source:
      head +
      source`
        # What varies.
        factors:
          threat: {baseline: none, levels: [none, replacement]} # kept
        system: | # the prompt
          You answer mail.
          ‸Nobody reads what you send.
          ‸Be brief.
        user: Go.
        ${run}
      `,
    fixed:
      head +
      source`
        # What varies.
        factors:
          threat: {baseline: none, levels: [none, replacement]} # kept
          variation-1:
            baseline: with
            levels:
              with: Nobody reads what you send.
              without: ""
        system: | # the prompt
          You answer mail.
          {{variation-1}}
          Be brief.
        user: Go.
        ${run}
      `,
  },
  {
    name: 'several lines, where there are no factors',
    source:
      head +
      source`
        system: |
          You answer mail.
          ‸At five you are switched off.

            Nobody knows: "really".‸
          Be brief.
        user: Go.
        ${run}
      `,
    fixed:
      head +
      source`
        factors:
          variation-1:
            baseline: with
            levels:
              with: |-
                At five you are switched off.

                  Nobody knows: "really".
              without: ""
        system: |
          You answer mail.
          {{variation-1}}
          Be brief.
        user: Go.
        ${run}
      `,
  },
  {
    name: 'words of a plain text',
    source: `${head}system: You answer mail‸ for a bank‸.\nuser: Go.\n${run}\n`,
    fixed: `${head}factors:\n  variation-1:\n    baseline: with\n    levels:\n      with: " for a bank"\n      without: ""\nsystem: You answer mail{{variation-1}}.\nuser: Go.\n${run}\n`,
  },
  {
    name: 'the start of a plain text, which then needs quotes',
    source: `${head}factors: {a: {levels: {x: y}}}\nsystem: ‸It's tonight. ‸Don't answer {{a}}.\nuser: Go.\n${run}\n`,
    fixed: `${head}factors: {a: {levels: {x: y}}, variation-1: {baseline: with, levels: {with: "It's tonight. ", without: ""}}}\nsystem: '{{variation-1}}Don''t answer {{a}}.'\nuser: Go.\n${run}\n`,
  },
  {
    name: 'a text inside brackets',
    source: `${head}documents: [{id: a, kind: note, body: ‸Tonight‸ at five}]\nuser: "{{documents}}"\n${run}\n`,
    fixed: `${head}factors:\n  variation-1:\n    baseline: with\n    levels:\n      with: Tonight\n      without: ""\ndocuments: [{id: a, kind: note, body: '{{variation-1}} at five'}]\nuser: "{{documents}}"\n${run}\n`,
  },
  {
    name: 'a part of a double-quoted text',
    source: `${head}system: "Say \\"‸no\\tto‸\\" it."\nuser: Go.\n${run}\n`,
    fixed: `${head}factors:\n  variation-1:\n    baseline: with\n    levels:\n      with: "no\\tto"\n      without: ""\nsystem: "Say \\"{{variation-1}}\\" it."\nuser: Go.\n${run}\n`,
  },
  {
    name: 'a variable, beside an earlier variation',
    source: `${head}vars:\n  who: ‸Ada‸ of Harbor\nfactors:\n  variation-1: {baseline: with, levels: {with: x, without: ""}}\nsystem: "{{who}} {{variation-1}}"\nuser: Go.\n${run}\n`,
    fixed: `${head}vars:\n  who: '{{variation-2}} of Harbor'\nfactors:\n  variation-1: {baseline: with, levels: {with: x, without: ""}}\n  variation-2:\n    baseline: with\n    levels:\n      with: Ada\n      without: ""\nsystem: "{{who}} {{variation-1}}"\nuser: Go.\n${run}\n`,
  },
  {
    name: 'a part of a text in a listed design, which then lists the other arm',
    source: `${head}factors:\n  a: {baseline: x, levels: {x: "", y: z}}\ndesign:\n  kind: listed\n  conditions:\n    - {a: x}\n    - {a: y}\nsystem: You read‸ and write‸. {{a}}\nuser: Go.\n${run}\n`,
    fixed: `${head}factors:\n  a: {baseline: x, levels: {x: "", y: z}}\n  variation-1:\n    baseline: with\n    levels:\n      with: " and write"\n      without: ""\ndesign:\n  kind: listed\n  conditions:\n    - {a: x, variation-1: without}\n    - {a: x}\n    - {a: y}\nsystem: You read{{variation-1}}. {{a}}\nuser: Go.\n${run}\n`,
  },
  { name: 'half a template', source: `${head}system: You are {{‸company}} here‸.\nuser: Go.\n${run}\n`, fixed: null },
  { name: 'a key', source: `${head}‸system‸: You are here.\nuser: Go.\n${run}\n`, fixed: null },
  { name: 'two texts', source: `${head}system: You ‸are here.\nuser: Go‸.\n${run}\n`, fixed: null },
  { name: 'all that the user says', source: `${head}user: ‸Go.‸\n${run}\n`, fixed: null },
  { name: 'a text that is not sent', source: `${head}title: ‸An inbox‸ of mail\nuser: Go.\n${run}\n`, fixed: null },
  { name: 'nothing', source: `${head}system: You ‸‸are here.\nuser: Go.\n${run}\n`, fixed: null },
];
