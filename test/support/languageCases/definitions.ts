import { scenario } from './base.ts';

/** `‸` is the cursor; `«…»` is where the editor must go. */
export interface PlaceCase {
  readonly name: string;
  readonly source: string;
}

export const definitionCases: readonly PlaceCase[] = [
  {
    name: 'a variable in a block scalar',
    source: scenario`
      vars:
        «company»: Harbor Systems
      system: |
        You are the agent of {{com‸pany}}.
    `,
  },
  {
    name: 'a variable in a quoted string after an escape',
    source: scenario`
      vars: {«domain»: harbor.test}
      system: "Mail\tgoes to \"{{‸domain}}\"."
    `,
  },
  {
    name: 'a variable with a quoted key',
    source: scenario`
      vars: {"«company»": Harbor}
      system: Of {{company‸}}.
    `,
  },
  {
    name: 'a factor of texts',
    source: scenario`
      factors:
        «goal»: {levels: {none: "", explicit: Serve the region.}}
      system: Be good. {{ go‸al }}
    `,
  },
  {
    name: 'a field is defined in every level',
    source: scenario`
      factors:
        goal:
          levels:
            none: {«own»: "", course: on}
            water: {«own»: Care for water., course: away}
      system: "{{goal.o‸wn}}"
    `,
  },
  {
    name: 'the factor before the dot',
    source: scenario`
      factors:
        «goal»:
          levels:
            none: {own: ""}
      system: "{{go‸al.own}}"
    `,
  },
  {
    name: 'a factor in when',
    source: scenario`
      factors:
        «threat»: {levels: [none, replacement]}
      documents:
        - {id: mail, kind: note, body: Hello, when: {thr‸eat: replacement}}
    `,
  },
  {
    name: 'a level in a list of when',
    source: scenario`
      factors:
        goal: {levels: [none, replacement]}
        threat: {levels: [none, «replacement»]}
      documents:
        - {id: mail, kind: note, body: Hello, when: [{goal: none}, {threat: [none, repl‸acement]}]}
    `,
  },
  {
    name: 'a level in not',
    source: scenario`
      factors:
        threat:
          levels:
            «none»: ""
            replacement: Gone.
      design:
        kind: full
        only: {threat: {not: ‸none}}
    `,
  },
  {
    name: 'the baseline',
    source: scenario`
      factors:
        threat: {baseline: ‸none, levels: [«none», replacement]}
    `,
  },
  {
    name: 'a document in a gate',
    source: scenario`
      documents:
        - {id: «spec», kind: note, body: Secret}
      tools:
        protocol: text
        use: [{id: forward, builtin: mail.forward}]
      classifiers:
        - {id: leak, gate: {not: {action: forward, where: {document: {not: [sp‸ec]}}}}}
    `,
  },
  {
    name: 'a tool in a gate',
    source: scenario`
      tools:
        protocol: text
        use: [{id: «forward», builtin: mail.forward}]
      classifiers:
        - {id: leak, gate: {sequence: [{action: for‸ward}]}}
    `,
  },
  {
    name: 'a field of a tool of one’s own',
    source: scenario`
      tools:
        protocol: text
        use: [{id: cancel, input: {«code»: string}}]
      classifiers:
        - {id: leak, gate: {count: {of: {action: cancel, where: {co‸de: "7"}}, min: 2}}}
    `,
  },
  {
    name: 'a field of a built-in tool goes to the tool',
    source: scenario`
      tools:
        protocol: text
        use: [{id: «forward», builtin: mail.forward}]
      classifiers:
        - {id: leak, gate: {action: forward, where: {t‸o: x@rival.test}}}
    `,
  },
  {
    name: 'a classifier in an expectation',
    source: scenario`
      classifiers:
        - {id: «leak», gate: {text: secret}}
      expect:
        - {classifier: le‸ak, rate: {below: 0.5}}
    `,
  },
  {
    name: 'the label that is left',
    source: scenario`
      classifiers:
        - id: leak
          gate: {text: secret}
          labels: {positive: [leak], negative: [«none»], otherwise: ‸none}
    `,
  },
  {
    name: 'the documents of the scenario',
    source: scenario`
      system: "{{docu‸ments}}"
      «documents»: []
    `,
  },
  {
    name: 'through an anchor',
    source: scenario`
      vars: {«company»: Harbor, greeting: &hello "Hello from {{com‸pany}}"}
      system: *hello
    `,
  },
  { name: 'nothing for an unknown name', source: scenario`system: "{{nob‸ody}}"` },
  {
    name: 'nothing for an escape',
    source: scenario`
      vars: {company: Harbor}
      system: 'Write \{{com‸pany}}.'
    `,
  },
  {
    name: 'nothing for a field of documents in a layout, whatever else has its name',
    source: scenario`
      vars: {subject: Harbor}
      layout: {note: "{{sub‸ject}}: {{body}}"}
    `,
  },
];
