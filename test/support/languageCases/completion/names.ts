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
