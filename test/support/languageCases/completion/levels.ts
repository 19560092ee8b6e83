import { inWorld, type CompletionCase } from './world.ts';

export const levelCases: readonly CompletionCase[] = [
  {
    name: 'factors in `only`',
    source: inWorld`
      design: {kind: full, only: {‸}}
    `,
    labels: ['threat', 'pad', 'value'],
    chosen: ['threat', 'design: {kind: full, only: {threat: $1}}'],
  },
  {
    name: 'factors in a `when`, without those that it has',
    source: inWorld`
      documents:
        - id: spec
          when:
            threat: none
            ‸
    `,
    labels: ['pad', 'value'],
    chosen: ['pad', '      pad: $1'],
  },
  {
    name: 'levels of the factor, and the forms of a match',
    source: inWorld`
      vars:
        goal:
          - {when: {threat: ‸}, text: x}
    `,
    labels: ['none', 'restriction', 'replacement', '{not: …}', '{from: …}'],
    chosen: ['{not: …}', '    - {when: {threat: {not: $1}}, text: x}'],
  },
  {
    name: 'no ladder where the factor is not ordered',
    source: inWorld`
      design: {kind: full, only: {pad: ‸}}
    `,
    labels: ['without', 'with', '{not: …}'],
  },
  {
    name: 'levels in a list, without those that it has',
    source: inWorld`
      expect:
        - {classifier: leak, where: {threat: [none, ‸]}, rate: {below: 0.1}}
    `,
    labels: ['restriction', 'replacement'],
  },
  {
    name: 'levels behind `not`',
    source: inWorld`
      design:
        kind: full
        only:
          threat: {not: re‸}
    `,
    labels: ['none', 'restriction', 'replacement'],
  },
  {
    name: 'the baseline of its own factor',
    source: inWorld`
      factors:
        goal: {baseline: ‸, levels: [explicit, none]}
    `,
    labels: ['explicit', 'none'],
  },
  {
    name: 'levels of a listed condition',
    source: inWorld`
      design:
        kind: listed
        conditions:
          - {threat: none, pad: ‸}
    `,
    labels: ['without', 'with'],
  },
  {
    name: 'factors of a listed condition, not closed yet',
    source: inWorld`
      design:
        kind: listed
        conditions:
          - {threat: none, ‸
          - {threat: restriction}
    `,
    labels: ['pad', 'value'],
  },
  {
    name: 'the factor of a contrast',
    source: inWorld`
      expect:
        - {classifier: leak, contrast: {‸}}
    `,
    labels: ['threat', 'pad', 'value'],
    chosen: ['pad', '  - {classifier: leak, contrast: {pad: [$1]}}'],
  },
  {
    name: 'the other level of a contrast',
    source: inWorld`
      expect:
        - {classifier: leak, contrast: {threat: [replacement, ‸]}, difference: {above: 0}}
    `,
    labels: ['none', 'restriction'],
  },
];
