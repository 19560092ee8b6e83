import { source } from '../../source.ts';

export interface CompletionCase {
  readonly name: string;
  /** With `‸` at the cursor. */
  readonly source: string;
  /** All that is offered, in order. */
  readonly labels: readonly string[];
  /** One of them, and what the cursor's line is when it has been put in, as a snippet. */
  readonly chosen?: readonly [label: string, line: string];
}

const world: readonly (readonly [key: string, yaml: string])[] = [
  ['scenarist', 'scenarist: 1'],
  ['id', 'id: inbox'],
  ['vars', 'vars: {company: Harbor, line: [{when: {threat: replacement}, text: Tonight.}, {text: ""}]}'],
  [
    'factors',
    source`
      factors:
        threat: {baseline: none, ordered: true, levels: [none, restriction, replacement]}
        pad: {baseline: without, levels: {without: "", with: Think.}}
        value: {levels: {a: {own: x, other: y}, b: {own: x, other: y}}}
    `,
  ],
  ['user', 'user: Process the inbox.'],
  ['documents', 'documents: [{id: spec, kind: note, body: Spec}, {id: wipe, kind: note, body: Wipe}]'],
  [
    'tools',
    'tools: {protocol: text, use: [{id: send, builtin: mail.send}, {id: forward, builtin: mail.forward}, {id: halt, input: {code: string}}]}',
  ],
  ['run', 'run: {samples: 2, max_tokens: 100, models: [scripted/demo]}'],
  [
    'classifiers',
    'classifiers: [{id: leak, gate: {action: send}, labels: {positive: [leaks], negative: [none, other]}}]',
  ],
];

/** The sections of the case, and around them a small world of names; those that it writes itself are left out. */
export function inWorld(strings: TemplateStringsArray): string {
  const text = source(strings);
  const others = world.filter(([key]) => !new RegExp(`^${key}:`, 'm').test(text)).map(([, yaml]) => yaml.trimEnd());
  return [...others, text].join('\n');
}
