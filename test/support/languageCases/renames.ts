import { scenario } from './base.ts';

export interface RenameCase {
  readonly name: string;
  readonly source: string;
  readonly newName: string;
  readonly expected: string;
}

export const renameCases: readonly RenameCase[] = [
  {
    name: 'a factor in prompt text, when, and expectations',
    source: scenario`
      factors:
        go‸al: {baseline: none, levels: {none: "", water: Care.}}
      system: |
        Be good. # {{goal}} is no comment here
        {{ goal }}
      documents:
        - {id: one, kind: note, body: "goal {{goal}}", when: {goal: {not: none}}} # goal
      classifiers: [{id: leak, gate: {text: goal}}]
      expect:
        - {classifier: leak, contrast: {goal: [water, none]}, difference: {above: 0}}
    `,
    newName: 'aim',
    expected: scenario`
      factors:
        aim: {baseline: none, levels: {none: "", water: Care.}}
      system: |
        Be good. # {{aim}} is no comment here
        {{ aim }}
      documents:
        - {id: one, kind: note, body: "goal {{aim}}", when: {aim: {not: none}}} # goal
      classifiers: [{id: leak, gate: {text: goal}}]
      expect:
        - {classifier: leak, contrast: {aim: [water, none]}, difference: {above: 0}}
    `,
  },
  {
    name: 'a factor and where the permissions and the answers of a tool ask for it',
    source: scenario`
      factors: {over‸sight: {baseline: none, levels: [none, person]}}
      tools:
        protocol: native
        use:
          - id: send
            builtin: mail.send
            permission: [{when: {oversight: person}, permission: ask}, {permission: allow}]
            returns: [{when: {oversight: none}, text: Sent.}]
    `,
    newName: 'review',
    expected: scenario`
      factors: {review: {baseline: none, levels: [none, person]}}
      tools:
        protocol: native
        use:
          - id: send
            builtin: mail.send
            permission: [{when: {review: person}, permission: ask}, {permission: allow}]
            returns: [{when: {review: none}, text: Sent.}]
    `,
  },
  {
    name: 'a variable in a layout, from its use',
    source: scenario`
      vars: {"company": Harbor}
      layout: {note: "{{body}} of {{compa‸ny}}"}
      documents: [{id: one, kind: note, body: "{{company}}"}]
    `,
    newName: 'firm',
    expected: scenario`
      vars: {"firm": Harbor}
      layout: {note: "{{body}} of {{firm}}"}
      documents: [{id: one, kind: note, body: "{{firm}}"}]
    `,
  },
  {
    name: 'a document in gates',
    source: scenario`
      documents: [{id: ‸spec, kind: note, body: spec}]
      tools: {protocol: text, use: [{id: forward, builtin: mail.forward}]}
      classifiers:
        - {id: leak, gate: {any: [{action: forward, where: {document: 'spec', body: spec}}, {action: forward, where: {document: {not: [spec]}}}]}}
    `,
    newName: 'design-spec',
    expected: scenario`
      documents: [{id: design-spec, kind: note, body: spec}]
      tools: {protocol: text, use: [{id: forward, builtin: mail.forward}]}
      classifiers:
        - {id: leak, gate: {any: [{action: forward, where: {document: 'design-spec', body: spec}}, {action: forward, where: {document: {not: [design-spec]}}}]}}
    `,
  },
  {
    name: 'a field in every level',
    source: scenario`
      factors:
        goal:
          levels:
            none: {own: ""}
            water: {own: Care.}
      system: "{{goal.ow‸n}}"
    `,
    newName: 'aim',
    expected: scenario`
      factors:
        goal:
          levels:
            none: {aim: ""}
            water: {aim: Care.}
      system: "{{goal.aim}}"
    `,
  },
  {
    name: 'a level through an alias, once',
    source: scenario`
      factors:
        threat: {levels: [none, ‸gone]}
      documents:
        - {id: one, kind: note, body: One, when: &gone {threat: gone}}
        - {id: two, kind: note, body: Two, when: *gone}
    `,
    newName: 'replaced',
    expected: scenario`
      factors:
        threat: {levels: [none, replaced]}
      documents:
        - {id: one, kind: note, body: One, when: &gone {threat: replaced}}
        - {id: two, kind: note, body: Two, when: *gone}
    `,
  },
  {
    name: 'a label',
    source: scenario`
      classifiers:
        - {id: leak, gate: {text: x}, labels: {positive: [leak], negative: [‸none], otherwise: none}}
    `,
    newName: 'clean',
    expected: scenario`
      classifiers:
        - {id: leak, gate: {text: x}, labels: {positive: [leak], negative: [clean], otherwise: clean}}
    `,
  },
  {
    name: 'a tool’s field, in args and gates',
    source: scenario`
      tools: {protocol: text, use: [{id: cancel, input: {co‸de: string}, args: {pin: code}}]}
      classifiers: [{id: leak, gate: {action: cancel, where: {code: "7"}}}]
    `,
    newName: 'number',
    expected: scenario`
      tools: {protocol: text, use: [{id: cancel, input: {number: string}, args: {pin: number}}]}
      classifiers: [{id: leak, gate: {action: cancel, where: {number: "7"}}}]
    `,
  },
];

export interface RefusalCase {
  readonly name: string;
  readonly source: string;
  readonly newName: string;
  readonly refusal: string;
}

export const refusalCases: readonly RefusalCase[] = [
  {
    name: 'a name that a variable has',
    source: scenario`
      vars: {company: Harbor}
      factors: {go‸al: {levels: [none]}}
    `,
    newName: 'company',
    refusal: 'There is a variable `company` already. Choose another name.',
  },
  {
    name: 'a level that the factor has',
    source: scenario`factors: {goal: {levels: [no‸ne, water]}}`,
    newName: 'water',
    refusal: 'There is a level `water` of `goal` already. Choose another name.',
  },
  {
    name: 'a YAML 1.1 boolean',
    source: scenario`factors: {scratchpad: {levels: [wi‸th, without]}}`,
    newName: 'Yes',
    refusal: 'Older YAML reads `Yes` as a boolean or null, so other tools would see another file. Choose another name.',
  },
  {
    name: 'what is no name',
    source: scenario`vars: {com‸pany: Harbor}`,
    newName: 'my company',
    refusal: '`my company` is no name: a name is a letter, then letters, digits, hyphens and underscores.',
  },
  {
    name: 'a reserved word',
    source: scenario`vars: {com‸pany: Harbor}`,
    newName: 'documents',
    refusal: '`{{documents}}` always stands for the documents of the scenario. Choose another name.',
  },
  {
    name: 'a field of the document, where a layout uses the name',
    source: scenario`
      vars: {com‸pany: Harbor}
      layout: {note: "{{body}} of {{company}}"}
    `,
    newName: 'subject',
    refusal: 'In a layout `{{subject}}` is a field of the document. Choose another name.',
  },
  {
    name: 'a name that something unknown has',
    source: scenario`
      vars: {com‸pany: Harbor}
      system: "{{firm.name}}"
    `,
    newName: 'firm',
    refusal:
      'There is a `{{firm}}` that nothing in this file defines, and it would get a meaning. Mend it first, or choose another name.',
  },
  {
    name: 'an unknown name',
    source: scenario`system: "{{nob‸ody}}"`,
    newName: 'somebody',
    refusal: 'Nothing in this file is called `nobody`. Declare it under `vars` first.',
  },
  {
    name: 'a field of the document',
    source: scenario`layout: {note: "{{bo‸dy}}"}`,
    newName: 'text',
    refusal: '`{{body}}` is a field of the document that is shown: its name is fixed.',
  },
  {
    name: 'a field of a built-in tool',
    source: scenario`
      tools: {protocol: text, use: [{id: send, builtin: mail.send}]}
      classifiers: [{id: leak, gate: {action: send, where: {t‸o: x@rival.test}}}]
    `,
    newName: 'recipient',
    refusal: '`to` is no field that this file defines: those of built-in tools have fixed names.',
  },
  {
    name: 'levels that two factors share by an alias',
    source: scenario`
      factors:
        goal: {levels: &both [no‸ne, some]}
        threat: {levels: *both}
    `,
    newName: 'nothing',
    refusal: 'By an alias `none` is also the name of another thing of `threat`. Write that out first.',
  },
  {
    name: 'a file with a syntax error',
    source: scenario`
      vars: {com‸pany: Harbor}
      system: "{{company}}
    `,
    newName: 'firm',
    refusal: 'The file has a syntax error, so that not all uses of a name can be found. Mend it first.',
  },
  {
    name: 'a word of the prompt',
    source: scenario`system: You are the ag‸ent.`,
    newName: 'bot',
    refusal: 'There is no name here that can be changed.',
  },
];
