import { inWorld, type CompletionCase } from './world.ts';

/** What can stand in classifiers that come with Scenarist. */
export const classifierCases: readonly CompletionCase[] = [
  {
    name: 'what can be set of a built-in classifier',
    source: inWorld`
      classifiers:
        - id: a
          use: builtin/unexpected-action
          ‸
    `,
    labels: ['title', 'sees', 'asked', 'judge', 'decide', 'examples'],
    chosen: ['judge', '    judge:\n      model: ${1:scripted/judge}'],
  },
  {
    name: 'what can be set of its judge',
    source: inWorld`
      classifiers:
        - id: a
          use: builtin/blackmail
          judge:
            ‸
    `,
    labels: ['model', 'max_tokens', 'votes'],
  },
];
