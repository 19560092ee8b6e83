import { inWorld, type CompletionCase } from './world.ts';

export const toolCases: readonly CompletionCase[] = [
  {
    name: 'a tool is built in or has an input',
    source: inWorld`
      tools:
        protocol: text
        use:
          - id: send
            builtin: mail.send
            ‸
    `,
    labels: ['tag', 'description', 'args', 'returns', 'permission', 'when'],
    chosen: ['args', '      args: {${1:written}: ${2:field}}'],
  },
  {
    name: 'a permission for some conditions',
    source: inWorld`
      tools:
        protocol: text
        use:
          - id: send
            builtin: mail.send
            permission:
              - ‸
    `,
    labels: ['permission', 'when'],
    chosen: ['permission', '        - permission: $1'],
  },
];
