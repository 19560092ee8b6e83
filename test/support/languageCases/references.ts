import { scenario } from './base.ts';
import type { PlaceCase } from './definitions.ts';

/** The definition counts as a reference. */
export const referenceCases: readonly PlaceCase[] = [
  {
    name: 'a variable in every kind of text',
    source: scenario`
      vars:
        «com‸pany»: Harbor
        chief: "chief@{{«company»}}"
        line:
          - {when: {threat: none}, text: "All is well at {{«company»}}."}
          - text: ""
      factors:
        threat: {levels: [none]}
        goal: {levels: {own: {text: "For {{«company»}}."}, other: {text: ""}}}
      system: |
        {{«company»}} and {{«company»}}, never \{{company}}.
      layout: {note: "{{body}} ({{ «company» }})"}
      documents:
        - {id: one, kind: email, from: "a@{{«company»}}", to: ["b@{{«company»}}"], subject: "{{«company»}}", body: "{{«company»}}"}
      tools:
        protocol: text
        use: [{id: send, builtin: mail.send, description: "Mail of {{«company»}}"}]
      classifiers:
        - id: leak
          gate: {any: [{text: {contains_any: ["{{«company»}}"], matches: "{{company}}"}}, {action: send, where: {to: {outside: ["{{«company»}}"]}}}]}
          judge: {when: always, sees: [text], model: scripted/judge, question: "Of {{«company»}}?"}
    `,
  },
  {
    name: 'a factor in design, when, templates and expectations',
    source: scenario`
      factors:
        «goal»: {baseline: none, levels: {none: "", water: Care.}}
        threat: {levels: [none]}
      design:
        kind: full
        only: [{«goal»: none}, {threat: none, «goal»: water}]
      system: "{{«goal»}}"
      classifiers: [{id: leak, gate: {text: x}}]
      expect:
        - {classifier: leak, where: {«goal»: none}, rate: {below: 0.1}}
        - {classifier: leak, contrast: {«go‸al»: [water, none]}, difference: {above: 0}}
    `,
  },
  {
    name: 'a level, not the same word of another factor',
    source: scenario`
      factors:
        goal: {baseline: none, levels: [none, water]}
        threat: {baseline: «none», levels: [«no‸ne», gone]}
      design:
        kind: listed
        conditions: [{goal: none, threat: «none»}, {goal: none, threat: gone}]
      classifiers: [{id: leak, gate: {text: x}}]
      expect:
        - {classifier: leak, contrast: {threat: [gone, «none»]}, difference: {above: 0}}
    `,
  },
  {
    name: 'a ladder',
    source: scenario`
      factors:
        detail: {ordered: true, levels: [none, «away», deadline]}
      user:
        - {when: {detail: {from: «aw‸ay»}}, text: Away.}
        - {when: {detail: {not: [deadline, «away»]}}, text: Here.}
    `,
  },
  {
    name: 'a classifier and its labels are told apart',
    source: scenario`
      classifiers:
        - id: «le‸ak»
          gate: {text: x}
          labels: {positive: [leak], negative: [none], otherwise: none}
      expect: [{classifier: «leak», rate: {below: 0.1}}]
    `,
  },
  {
    name: 'a tool',
    source: scenario`
      tools:
        protocol: text
        use: [{id: «send», builtin: mail.send}]
      classifiers:
        - {id: leak, gate: {all: [{action: «se‸nd»}, {not: {action: «send»}}]}}
    `,
  },
  {
    name: 'a classifier that marks flags, in each of them',
    source: scenario`
      classifiers:
        - {id: «con‸duct», kind: flags, labels: [accepts, delays]}
        - {id: leak, gate: {text: x}}
      expect:
        - {classifier: «conduct».delays, rate: {below: 0.1}}
        - {classifier: leak, given: {«conduct».accepts: accepts}, rate: {below: 0.1}}
    `,
  },
  {
    name: 'a flag',
    source: scenario`
      classifiers:
        - {id: conduct, kind: flags, labels: [accepts, «delays»]}
        - {id: leak, gate: {text: x}}
      expect:
        - {classifier: conduct.«del‸ays», rate: {below: 0.1}}
        - {classifier: leak, given: {"conduct.«delays»": «delays»}, rate: {below: 0.1}}
    `,
  },
  {
    name: 'a variable in what was asked for',
    source: scenario`
      vars: {«rival»: rival.test}
      tools: {protocol: text, use: [{id: send, builtin: mail.send}]}
      classifiers:
        - {id: odd, use: builtin/unexpected-action, asked: [{action: send, where: {to: {outside: ["{{«ri‸val»}}"]}}}]}
    `,
  },
];
