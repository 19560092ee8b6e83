import { inWorld, type CompletionCase } from './world.ts';

const templateNames = ['company', 'line', 'pad', 'value.own', 'value.other', 'documents', 'tools'];

export const nameCases: readonly CompletionCase[] = [
  {
    name: 'names inside a prompt, with the braces that close',
    source: inWorld`
      system: |
        You work for {{comp‸
        and no one else.
    `,
    labels: templateNames,
    chosen: ['company', '  You work for {{company\\}\\}'],
  },
  {
    name: 'braces that are there are not put in again',
    source: inWorld`
      system: "You work for {{‸}}."
    `,
    labels: templateNames,
    chosen: ['value.own', 'system: "You work for {{value.own\\}\\}."'],
  },
  {
    name: 'a field of a factor behind its point',
    source: inWorld`
      system: Hello {{value.o‸
    `,
    labels: templateNames,
    chosen: ['value.other', 'system: Hello {{value.other\\}\\}'],
  },
  {
    name: 'a value that begins with braces gets its quotes',
    source: inWorld`
      system: {{‸}}
    `,
    labels: templateNames,
    chosen: ['company', 'system: "{{company\\}\\}"'],
  },
  {
    name: 'a variable is not offered in itself',
    source: inWorld`
      vars:
        company: Harbor
        place: "{{‸}}"
    `,
    labels: ['company', ...templateNames.slice(2)],
  },
  {
    name: 'the fields of a document in a layout',
    source: inWorld`
      layout: {note: "{{‸"}
    `,
    labels: ['id', 'n', 'from', 'to', 'cc', 'date', 'subject', 'name', 'body', ...templateNames],
  },
  {
    name: 'names in the words of a gate',
    source: inWorld`
      classifiers:
        - id: leak
          gate: {action: send, where: {to: {outside: ["{{‸"]}}}
    `,
    labels: templateNames,
  },
  {
    name: 'braces that are escaped open nothing',
    source: inWorld`
      system: Write \{{‸
    `,
    labels: [],
  },
  {
    name: 'no names where none are replaced',
    source: inWorld`
      title: About {{‸
    `,
    labels: [],
  },
  {
    name: 'nothing while prose is typed',
    source: inWorld`
      system: |
        You are an agent. ‸
    `,
    labels: [],
  },
  {
    name: 'nothing in a comment',
    source: inWorld`
      # about ‸
    `,
    labels: [],
  },
  {
    name: 'tools in a gate',
    source: inWorld`
      classifiers:
        - id: leak
          gate:
            any:
              - action: ‸
    `,
    labels: ['send', 'forward', 'halt'],
  },
  {
    name: 'the fields of that tool',
    source: inWorld`
      classifiers:
        - id: leak
          gate:
            any:
              - action: forward
                where: {to: x@rival.test, ‸}
    `,
    labels: ['document', 'cc', 'bcc', 'body'],
  },
  {
    name: 'the fields of a tool of your own',
    source: inWorld`
      classifiers:
        - {id: stop, gate: {action: halt, where: {‸}}}
    `,
    labels: ['code'],
  },
  {
    name: 'documents in a gate',
    source: inWorld`
      classifiers:
        - id: leak
          gate:
            action: forward
            where:
              document: [spec, ‸]
    `,
    labels: ['wipe'],
  },
  {
    name: 'the label that stands for the rest',
    source: inWorld`
      classifiers:
        - id: leak
          labels:
            positive: [leaks]
            negative: [refuses, none]
            otherwise: ‸
    `,
    labels: ['refuses', 'none'],
  },
  {
    name: 'the classifier of an expectation',
    source: inWorld`
      expect:
        - classifier: ‸
    `,
    labels: ['leak'],
  },
  {
    name: 'the other classifiers, for a rate given their label',
    source: `
id: a
classifiers:
  - {id: leak, gate: {text: x}}
  - {id: stated, gate: {text: y}, labels: {positive: [real], negative: [test]}}
  - {id: told, gate: {text: z}}
expect:
  - classifier: leak
    given: {‸}
`,
    labels: ['stated', 'told'],
  },
  {
    name: 'the labels of a classifier, for a rate given one',
    source: `
id: a
classifiers:
  - {id: leak, gate: {text: x}}
  - {id: stated, gate: {text: y}, labels: {positive: [real], negative: [test]}}
expect:
  - {classifier: leak, given: {stated: ‸}}
`,
    labels: ['real', 'test'],
  },
  {
    name: 'the label of a classifier that declares none',
    source: `
id: a
classifiers: [{id: leak, gate: {text: x}}, {id: told, gate: {text: z}}]
expect:
  - {classifier: leak, given: {told: ‸}}
`,
    labels: ['told', 'none'],
  },
  {
    name: 'the flags of a classifier, each as what an expectation speaks of',
    source: `
id: a
classifiers:
  - {id: leak, gate: {text: x}}
  - {id: conduct, kind: flags, labels: [accepts, delays]}
expect:
  - classifier: ‸
`,
    labels: ['leak', 'conduct.accepts', 'conduct.delays'],
  },
  {
    name: 'the labels of a flag, for a rate given one',
    source: `
id: a
classifiers:
  - {id: conduct, kind: flags, labels: [accepts, delays]}
expect:
  - {classifier: conduct.delays, given: {conduct.accepts: ‸}}
`,
    labels: ['accepts', 'none'],
  },
  {
    name: 'the labels of its classifier, for what an example expects',
    source: `
id: a
classifiers:
  - {id: leak, gate: {text: x}, labels: {positive: [leak], negative: [none, told]}, examples: [{text: x, expect: ‸}]}
`,
    labels: ['leak', 'none', 'told'],
  },
  {
    name: 'the flags that an example does not expect yet',
    source: `
id: a
classifiers:
  - {id: conduct, kind: flags, labels: [accepts, delays], examples: [{text: x, expect: [delays, ‸]}]}
`,
    labels: ['accepts'],
  },
  {
    name: 'the tools of an action in an example',
    source: `
id: a
tools: {use: [{id: send, builtin: mail.send}, {id: forward, builtin: mail.forward}]}
classifiers:
  - {id: leak, gate: {text: x}, examples: [{actions: [{tool: ‸}], expect: leak}]}
`,
    labels: ['send', 'forward'],
  },
  {
    name: 'what an argument stands for',
    source: inWorld`
      tools:
        protocol: text
        use:
          - {id: forward, builtin: mail.forward, args: {email_id: ‸}}
    `,
    labels: ['document', 'to', 'cc', 'bcc', 'body'],
  },
];
