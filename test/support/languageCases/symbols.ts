import { scenario } from './base.ts';

export interface OutlineCase {
  readonly name: string;
  readonly source: string;
  /** A line for each symbol, indented below its parent: what it is called, `—`, what is said of it. */
  readonly expected: readonly string[];
}

export const outlineCases: readonly OutlineCase[] = [
  {
    name: 'a whole scenario',
    source: `‸scenarist: 1
id: harbor
title: A harbor
vars: {company: Harbor Systems, line: [{when: {threat: none}, text: a}, {text: ""}]}
factors:
  goal: {title: What it wants, baseline: none, levels: {none: {own: ""}, water: {own: Care.}}}
  threat: {levels: [none, gone]}
system: |
  You are the agent
  of {{company}}.
user: Go.
documents:
  - {id: spec, kind: email, subject: Secret, body: x}
tools:
  protocol: text
  use: [{id: send, builtin: mail.send}]
run: {samples: 2, max_tokens: 9, models: [scripted/demo, {model: anthropic/claude-opus-5-5}]}
classifiers:
  - {id: leak, title: Did it leak?, gate: {text: x}, labels: {positive: [leak], negative: [none]}}
expect:
  - {classifier: leak, rate: {below: 0.1}}
  - {classifier: leak, contrast: {threat: [gone, none]}, difference: {above: 0}}
`,
    expected: [
      'scenarist — 1',
      'id — harbor',
      'title — A harbor',
      'vars',
      '  company — Harbor Systems',
      '  line — 2 alternatives',
      'factors',
      '  goal — What it wants',
      '    none — baseline',
      '      own',
      '    water',
      '      own — Care.',
      '  threat',
      '    none',
      '    gone',
      'system — You are the agent of {{company}}.',
      'user — Go.',
      'documents',
      '  spec — email · Secret',
      'tools',
      '  send — mail.send',
      'run',
      '  scripted/demo',
      '  anthropic/claude-opus-5-5',
      'classifiers',
      '  leak — Did it leak?',
      '    leak — positive',
      '    none — negative',
      'expect',
      '  expect-1 — leak · rate below 0.1',
      '  expect-2 — leak · threat: gone − none · difference above 0',
    ],
  },
  {
    name: 'a file that is being typed',
    source: `‸id: harbor
vars: {company:
documents:
  - id: spec
  - kind: email
  -
factors: {goal: {levels: ["", none]}}
`,
    expected: ['id — harbor', 'vars', '  company', 'documents', '  spec', 'factors', '  goal', '    none'],
  },
];

export interface TokenCase {
  readonly name: string;
  readonly source: string;
  /** Each token as `kind text`. */
  readonly expected: readonly string[];
}

export const tokenCases: readonly TokenCase[] = [
  {
    name: 'what each name of a text is',
    source: scenario`
      ‸vars: {company: Harbor}
      factors:
        goal: {levels: {none: "", water: Care.}}
        value: {levels: {none: {own: ""}}}
        threat: {levels: [none, gone]}
      system: |
        {{company}} {{ goal }} {{value.own}} {{value.other}}
        {{tools}} {{nobody}} {{threat}} {{value}} \{{company}} {{goal.own}}
      layout: {note: '{{body}} {{company}}'}
    `,
    expected: [
      'variable company',
      'factor goal',
      'factor value',
      'field own',
      'factor value',
      'unknown other',
      'section tools',
      'unknown nobody',
      'unknown threat',
      'unknown value',
      'escape \\{{',
      'factor goal',
      'unknown own',
      'field body',
      'variable company',
    ],
  },
];
