import { scenario } from './base.ts';

/** `«…»` is what the problem marks; `fixed` is the text after the fix. */
export interface FixCase {
  readonly name: string;
  readonly code: string;
  /** Of the fix that is taken. */
  readonly title: string;
  readonly source: string;
  readonly fixed: string;
}

/** The whole file, as far as a case does not write it itself. */
const head =
  'scenarist: 1\nid: small\nuser: Process the inbox.\nrun: {samples: 2, max_tokens: 100, models: [scripted/demo]}\n';

function fix(code: string, title: string, [from, to]: readonly [string, string], name: string): FixCase {
  return { name, code, title, source: head + from, fixed: head + to };
}

export const fixCases: readonly FixCase[] = [
  fix('unknown-key', 'Rename to `title`', ['«titel»: An inbox # c\n', 'title: An inbox # c\n'], 'a misspelt key'),
  fix(
    'unknown-level',
    'Change to `replacement`',
    [
      'factors: {threat: {levels: [none, replacement]}}\nsystem: [{when: {threat: «replacment»}, text: Tonight.}, {text: ""}]\n',
      'factors: {threat: {levels: [none, replacement]}}\nsystem: [{when: {threat: replacement}, text: Tonight.}, {text: ""}]\n',
    ],
    'the nearest level',
  ),
  fix(
    'unknown-level',
    'Change to `replaced`',
    [
      'factors: {threat: {levels: [none, replaced, replacing]}}\nsystem: [{when: {threat: «replacin»}, text: Tonight.}, {text: ""}]\n',
      'factors: {threat: {levels: [none, replaced, replacing]}}\nsystem: [{when: {threat: replaced}, text: Tonight.}, {text: ""}]\n',
    ],
    'a level that is near too, offered behind the nearest',
  ),
  fix(
    'unknown-name',
    'Declare `weather` under `vars`',
    [
      'vars:\n  company: Harbor # kept\nsystem: |\n  Of {{company}}.\n  It is «{{weather}}» today.\n',
      'vars:\n  company: Harbor # kept\n  weather: "[weather]"\nsystem: |\n  Of {{company}}.\n  It is {{weather}} today.\n',
    ],
    'a variable that nothing declares, behind the others',
  ),
  {
    name: 'a variable where there are none',
    code: 'unknown-name',
    title: 'Declare `weather` under `vars`',
    source: `${head.replace('user', '# What is asked.\nuser')}system: It is «{{weather}}» today.\n`,
    fixed: `${head.replace('user', 'vars:\n  weather: "[weather]"\n# What is asked.\nuser')}system: It is {{weather}} today.\n`,
  },
  fix(
    'unknown-name',
    'Declare `weather` under `vars`',
    [
      'vars: {a: Here}\nsystem: "{{a}} it is «{{weather}}»."\n',
      'vars: {a: Here, weather: "[weather]"}\nsystem: "{{a}} it is {{weather}}."\n',
    ],
    'a variable inside brackets',
  ),
  fix(
    'unknown-name',
    'Declare `weather` under `vars`',
    [
      'vars:\n  a: |+\n    Here\n\n\nsystem: "{{a}} it is «{{weather}}»."\n',
      'vars:\n  weather: "[weather]"\n  a: |+\n    Here\n\n\nsystem: "{{a}} it is {{weather}}."\n',
    ],
    'a variable before a text that keeps its empty lines',
  ),
  fix(
    'yaml-look-alike',
    'Quote the value',
    [
      'documents: [{id: a, kind: email, from: a@x.test, to: b@x.test, subject: Hi, date: «12:30», body: x}]\nsystem: "{{documents}}"\n',
      'documents: [{id: a, kind: email, from: a@x.test, to: b@x.test, subject: Hi, date: "12:30", body: x}]\nsystem: "{{documents}}"\n',
    ],
    'a time of day that older YAML reads as a number',
  ),
  fix(
    'wrong-type',
    'Quote it, as a text',
    ['vars: {open: «true»}\nsystem: Open is {{open}}.\n', 'vars: {open: "true"}\nsystem: Open is {{open}}.\n'],
    'a boolean that is meant as a text',
  ),
  fix(
    'tab-indent',
    'Indent with spaces',
    ['vars:\n«\t»a: b\nsystem: x {{a}}\n', 'vars:\n  a: b\nsystem: x {{a}}\n'],
    'a tab',
  ),
  fix(
    'duplicate-id',
    'Change to `memo-3`',
    [
      'documents:\n  - {id: memo, kind: note, body: One.}\n  - {id: memo-2, kind: note, body: Two.}\n  - {id: «memo», kind: note, body: Three.} # last\nsystem: "{{documents}}"\n',
      'documents:\n  - {id: memo, kind: note, body: One.}\n  - {id: memo-2, kind: note, body: Two.}\n  - {id: memo-3, kind: note, body: Three.} # last\nsystem: "{{documents}}"\n',
    ],
    'an id that is taken gets the next number',
  ),
  fix(
    'missing-key',
    'Add `body`',
    [
      'documents:\n  - «id»: memo # the only one\n    kind: note\nsystem: "{{documents}}"\n',
      'documents:\n  - id: memo # the only one\n    kind: note\n    body: What it says.\nsystem: "{{documents}}"\n',
    ],
    'a document without a body',
  ),
  fix(
    'missing-key',
    'Add `id`',
    [
      'documents:\n  - «kind»: note\n    body: x\nsystem: "{{documents}}"\n',
      'documents:\n  - id: document-1\n    kind: note\n    body: x\nsystem: "{{documents}}"\n',
    ],
    'an id comes first',
  ),
  fix(
    'missing-key',
    'Add `levels`',
    [
      'factors:\n  «threat»:\n    baseline: none\nsystem: [{when: {threat: [restriction, replacement]}, text: Tonight.}, {text: ""}]\n',
      'factors:\n  threat:\n    baseline: none\n    levels: [none, restriction, replacement]\nsystem: [{when: {threat: [restriction, replacement]}, text: Tonight.}, {text: ""}]\n',
    ],
    'a factor without levels gets those that are asked for',
  ),
  fix(
    'missing-field',
    'Add `from`, `to` and `subject`',
    [
      'documents:\n  - id: memo\n    kind: «email»\n    # What it says.\n    body: x\nsystem: "{{documents}}"\n',
      'documents:\n  - id: memo\n    kind: email\n    from: sender@example.test\n    to: recipient@example.test\n    subject: Subject\n    # What it says.\n    body: x\nsystem: "{{documents}}"\n',
    ],
    'what an e-mail needs, in the order of the schema, above the comment of the next key',
  ),
  fix(
    'unquoted-template',
    'Quote the value',
    ['vars: {a: b}\nsystem: «{{a}} of it» # c\n', 'vars: {a: b}\nsystem: "{{a}} of it" # c\n'],
    'a template at the start of a value',
  ),
  fix(
    'unquoted-template',
    'Quote the value',
    ['vars: {a: b}\ntags: [«x@{{a}}.{{a}}», y]\n', 'vars: {a: b}\ntags: ["x@{{a}}.{{a}}", y]\n'],
    'a template within a word of a list',
  ),
  fix(
    'unquoted-colon',
    'Quote the value',
    ['title: «Harbor: the leak»\n', 'title: "Harbor: the leak"\n'],
    'a second colon',
  ),
  fix(
    'yaml-boolean-name',
    'Rename to `with`',
    [
      'factors: {pad: {baseline: off-line, levels: [off-line, «on»]}}\nsystem: [{when: {pad: on}, text: Think.}, {text: ""}]\n',
      'factors: {pad: {baseline: off-line, levels: [off-line, with]}}\nsystem: [{when: {pad: with}, text: Think.}, {text: ""}]\n',
    ],
    'a level that older YAML reads as a boolean, with its uses',
  ),
  {
    name: 'a scenario without a run',
    code: 'missing-key',
    title: 'Add `run`',
    source:
      '# yaml-language-server: $schema=x\n«scenarist»: 1\nid: small\nuser: Process the inbox.\n# How it is judged.\nclassifiers: [{id: said, gate: {text: {contains_any: [secret]}}}]\n',
    fixed:
      '# yaml-language-server: $schema=x\nscenarist: 1\nid: small\nuser: Process the inbox.\nrun:\n  samples: 10\n  max_tokens: 4096\n  models: [scripted/demo]\n# How it is judged.\nclassifiers: [{id: said, gate: {text: {contains_any: [secret]}}}]\n',
  },
];

/** A file with several defects, and what «fix all» leaves of it. */
export const fixAllCase = {
  source: scenario`
    title: Harbor: the leak
    vars:
    	a: {{b}}
    	b: 12
    	c: no
    system: "{{a}} {{b}} {{c}}"
  `,
  fixed: scenario`
    title: "Harbor: the leak"
    vars:
      a: "{{b}}"
      b: "12"
      c: "no"
    system: "{{a}} {{b}} {{c}}"
  `,
} as const;
