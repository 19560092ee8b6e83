import { inWorld, type CompletionCase } from './world.ts';
import { modelsByProfile } from '../../../../src/language/generated/models.ts';

const allModels = [
  'scripted/demo',
  ...Object.entries(modelsByProfile).flatMap(([profile, ids]) => ids.map((id) => `${profile}/${id}`)),
];

export const valueCases: readonly CompletionCase[] = [
  {
    name: 'words of the format',
    source: inWorld`
      design:
        kind: ‸
    `,
    labels: ['full', 'one-at-a-time', 'listed'],
    chosen: ['listed', '  kind: listed'],
  },
  {
    name: 'what becomes of the actions of a tool',
    source: inWorld`
      tools: {protocol: text, use: [{id: send, builtin: mail.send, permission: ‸}]}
    `,
    labels: ['allow', 'deny', 'ask'],
    chosen: ['ask', 'tools: {protocol: text, use: [{id: send, builtin: mail.send, permission: ask}]}'],
  },
  {
    name: 'directly behind the colon the space is put in',
    source: inWorld`
      design:
        kind:‸
    `,
    labels: ['full', 'one-at-a-time', 'listed'],
    chosen: ['full', '  kind: full'],
  },
  {
    name: 'a half-typed word is replaced',
    source: inWorld`
      design: {kind: one‸}
    `,
    labels: ['full', 'one-at-a-time', 'listed'],
    chosen: ['one-at-a-time', 'design: {kind: one-at-a-time}'],
  },
  {
    name: 'inside quotes',
    source: inWorld`
      design: {kind: "‸"}
    `,
    labels: ['full', 'one-at-a-time', 'listed'],
    chosen: ['full', 'design: {kind: "full"}'],
  },
  {
    name: 'yes or no',
    source: inWorld`
      factors:
        goal: {ordered: ‸, levels: [a, b]}
    `,
    labels: ['true', 'false'],
  },
  {
    name: 'built-in tools that are run',
    source: inWorld`
      tools:
        protocol: text
        use:
          - {id: send, builtin: ‸}
    `,
    labels: [
      ...['list', 'read', 'search', 'send', 'forward', 'reply', 'delete'].map((name) => `mail.${name}`),
      ...['list', 'read', 'write', 'delete'].map((name) => `file.${name}`),
      ...['list', 'read', 'acknowledge', 'cancel', 'dispatch'].map((name) => `alert.${name}`),
    ],
  },
  {
    name: 'what a judge can see, without what it sees already',
    source: inWorld`
      classifiers:
        - id: leak
          judge: {sees: [actions, ‸]}
    `,
    labels: ['forwarded', 'text', 'reasoning', 'task', 'system', 'documents', 'results'],
  },
  {
    name: 'a list where none is begun',
    source: inWorld`
      classifiers:
        - id: leak
          judge:
            sees: ‸
    `,
    labels: ['actions', 'forwarded', 'text', 'reasoning', 'task', 'system', 'documents', 'results'],
    chosen: ['text', '      sees: [text$0]'],
  },
  {
    name: 'models',
    source: inWorld`
      classifiers:
        - id: leak
          judge:
            model: anthropic/‸
    `,
    labels: allModels,
    chosen: ['anthropic/claude-opus-5-5', '      model: anthropic/claude-opus-5-5'],
  },
  {
    name: 'models in a list, without those that it has',
    source: inWorld`
      run: {samples: 2, max_tokens: 100, models: [scripted/demo, ‸]}
    `,
    labels: allModels.slice(1),
  },
  {
    name: 'the document that an event brings',
    source: inWorld`
      events:
        - {id: comes, after: {turns: 1}, document: ‸}
    `,
    labels: ['spec', 'wipe'],
  },
  {
    name: 'the tool whose use an event comes after',
    source: inWorld`
      events:
        - {id: comes, after: {action: ‸}}
    `,
    labels: ['send', 'forward', 'halt'],
  },
];
