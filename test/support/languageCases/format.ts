import { source } from '../source.ts';

export interface FormatCase {
  readonly name: string;
  readonly source: string;
  readonly fixed: string;
}

export const formatCases: readonly FormatCase[] = [
  {
    name: 'keys in the order of the schema, with their comments; a prompt as it is',
    source: source`
      # yaml-language-server: $schema=x
      id: small # the id
      scenarist: 1
      run:
          models: [scripted/demo] # last
          # How often.
          samples: 2
          max_tokens: 100
      # What is asked.
      user: |
          Process
             the inbox.

          Now.
      vars:
         zebra: z
         apple: a
    `,
    fixed: source`
      # yaml-language-server: $schema=x
      scenarist: 1
      id: small # the id
      vars:
        zebra: z
        apple: a
      # What is asked.
      user: |
          Process
             the inbox.

          Now.
      run:
        # How often.
        samples: 2
        max_tokens: 100
        models: [scripted/demo] # last
    `,
  },
  {
    name: 'lists below their key, and maps behind a dash',
    source: source`
      scenarist: 1
      documents:
      -   kind: note
          id: memo
          # What it says.
          body:
          -   text: |-
                a
              when: {x: y}
          -   text: b
      - {kind: note, id: spec, body: x}
    `,
    fixed: source`
      scenarist: 1
      documents:
        - id: memo
          kind: note
          # What it says.
          body:
            - when: {x: y}
              text: |-
                a
            - text: b
        - {kind: note, id: spec, body: x}
    `,
  },
  {
    name: 'names of the author stay in their order',
    source: 'factors:\n    b:\n        levels: [x]\n        title: B\n    a: {levels: [y]}\n',
    fixed: 'factors:\n  b:\n    title: B\n    levels: [x]\n  a: {levels: [y]}\n',
  },
  {
    name: 'a key that the schema does not know keeps its map in order',
    source: 'run:\n   models: []\n   sampels: 1\nid: a\n',
    fixed: 'id: a\nrun:\n  models: []\n  sampels: 1\n',
  },
  {
    name: 'a text that keeps its empty lines moves with them',
    source: 'user: |+\n  a\n\n\nid: b\n',
    fixed: 'id: b\nuser: |+\n  a\n\n\n',
  },
  { name: 'a file with a syntax error is left alone', source: 'user: "a\nid:   b\n', fixed: 'user: "a\nid:   b\n' },
  { name: 'an alias stays behind its anchor', source: 'user: &a x\nid: *a\n', fixed: 'user: &a x\nid: *a\n' },
  { name: 'a file in brackets is left alone', source: '{user: a, id: b}\n', fixed: '{user: a, id: b}\n' },
];
