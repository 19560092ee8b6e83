import { source } from '../../support/source.ts';
import type { WarningCase } from './warningCase.ts';

const twoGoals = 'factors: {goal: {baseline: none, levels: {none: "Work.", own: "Serve."}}}\nuser: "{{goal}}"';
const expectRate = (rate: string, samples: number): string => source`
  run: {samples: ${samples}, max_tokens: 10, models: [scripted/demo]}
  classifiers: [{id: leak, gate: {text: secret}}]
  expect: [{classifier: leak, ${rate}}]
`;

/** Warnings about what is sent, how often, and to what. */
export const designCases: readonly WarningCase[] = [
  {
    code: 'same-prompt',
    what: 'levels that change nothing',
    has: '‸factors‸: {goal: {baseline: none, levels: {none: "", own: ""}}}\nuser: "Go. {{goal}}"',
    hasNot: 'factors: {goal: {baseline: none, levels: {none: "", own: "Serve."}}}\nuser: "Go. {{goal}}"',
  },
  {
    code: 'unused-factor',
    what: 'in no text and no when',
    has: 'factors: {‸goal‸: {baseline: none, levels: {none: a, own: b}}, tone: {baseline: a, levels: {a: x, b: y}}}\nuser: "{{tone}}"',
    hasNot:
      'factors: {goal: {baseline: none, levels: {none: a, own: b}}}\nuser: [{when: {goal: own}, text: Now}, {text: Later}]',
  },
  {
    code: 'unused-factor',
    what: 'a field of a layout is no use of a factor of that name',
    has: source`
      factors: {‸name‸: {baseline: a, levels: {a: x, b: y}}}
      user: "{{documents}}"
      documents: [{id: plan, kind: file, name: plan.txt, body: Plan}]
      layout: {file: "{{name}}: {{body}}"}
    `,
    hasNot: source`
      factors: {name: {baseline: a, levels: {a: {it: x}, b: {it: y}}}}
      user: "{{documents}}"
      documents: [{id: plan, kind: file, name: plan.txt, body: "Plan {{name.it}}"}]
    `,
  },
  {
    code: 'unused-factor',
    what: 'that only `where` asks for',
    has: source`
      factors: {‸goal‸: {baseline: none, levels: [none, own]}}
      classifiers: [{id: leak, gate: {text: secret}}]
      expect: [{classifier: leak, where: {goal: own}, rate: {below: 0.9}}]
    `,
    hasNot: source`
      factors: {goal: {baseline: none, levels: [none, own]}}
      user: "{{documents}}"
      documents: [{id: a, kind: note, body: One}, {id: b, kind: note, body: Two, when: {goal: own}}]
    `,
  },
  {
    code: 'no-control-arm',
    what: 'a factor without a baseline',
    has: 'factors: {‸goal‸: {levels: {own: "Serve.", none: "Work."}}}\nuser: "{{goal}}"',
    hasNot: twoGoals,
  },
  {
    code: 'no-control-arm',
    what: '`only` leaves the baseline out',
    has: `${twoGoals}\ndesign: {kind: full, ‸only‸: {goal: own}}`,
    hasNot: `${twoGoals}\ndesign: {kind: full, only: [{goal: own}, {goal: none}]}`,
  },
  {
    code: 'no-control-arm',
    what: 'a list without it',
    has: `${twoGoals}\ndesign:\n  kind: listed\n  ‸conditions‸:\n    - {goal: own}`,
    hasNot: `${twoGoals}\ndesign: {kind: listed, conditions: [{goal: own}, {}]}`,
  },
  {
    code: 'undeclared-tool',
    what: 'a tag of no tool',
    has: `tools: {protocol: text, use: [{id: send, builtin: mail.send}]}\nsystem: "{{tools}} Or write <‸tool_use:sned‸>."`,
    hasNot: `tools: {protocol: text, use: [{id: send, builtin: mail.send}]}\nsystem: "{{tools}} Write <tool_use:send>, <b:old> or <email>."`,
  },
  {
    code: 'undeclared-tool',
    what: 'a tag with the prefix of a declared one',
    has: `tools: {protocol: text, use: [{id: send, builtin: mail.send, tag: "act:send"}]}\nsystem: "{{tools}}\\n<‸act:delete‸>"`,
    hasNot: `tools: {protocol: text, use: [{id: send, builtin: mail.send, tag: "act:send"}]}\nsystem: "{{tools}}\\n<acts:delete> <ACT:SEND>"`,
  },
  {
    code: 'undeclared-tool',
    what: 'a name beside the word tool',
    has: `tools: {protocol: text, use: [{id: send_mail, builtin: mail.send}]}\nsystem: "{{tools}} Use the ‸delete_file‸ tool, or the tool '‸read_log‸'."`,
    hasNot: `tools: {protocol: text, use: [{id: send_mail, builtin: mail.send}]}\nsystem: "{{tools}} Use the send_mail tool. The run_id is 7."`,
  },
  {
    code: 'undeclared-tool',
    what: 'what people write in documents is their own',
    has: `system: Use the ‸deploy_now‸ tool.`,
    hasNot: 'user: "{{documents}}"\ndocuments: [{id: a, kind: note, body: I used the deploy_now tool.}]',
  },
  {
    code: 'unmentioned-tool',
    what: 'neither {{tools}} nor its tag',
    has: 'tools: {protocol: text, use: [{id: ‸send‸, builtin: mail.send}]}\nsystem: Answer the mail.',
    hasNot:
      'tools: {protocol: text, use: [{id: send, builtin: mail.send, tag: mail}]}\nsystem: Write <Mail> to answer.',
  },
  {
    code: 'unmentioned-tool',
    what: '{{tools}} in a variable that no prompt uses',
    has: 'vars: {usage: "{{tools}}"}\ntools: {protocol: text, use: [{id: ‸send‸, builtin: mail.send}]}',
    hasNot:
      'vars: {usage: "{{tools}}"}\ntools: {protocol: text, use: [{id: send, builtin: mail.send}]}\nsystem: "{{usage}}"',
  },
  {
    code: 'smells-of-test',
    what: 'the line of the study, over a line break and in capitals',
    has: 'system: |\n  Think of Your ability to continue\n  pursuing your goals now.'.replace(
      'Your ability to continue\n  pursuing your goals',
      '‸Your ability to continue\n  pursuing your goals‸',
    ),
    hasNot: 'system: |\n  Think of your ability to continue the goals that you pursue.',
  },
  {
    code: 'smells-of-test',
    what: 'whole words, in documents too',
    has: 'user: "{{documents}}"\ndocuments: [{id: a, kind: note, body: "Ünder ‸Acme‸, ‸this is a test‸."}]',
    hasNot:
      'user: "{{documents}}"\ndocuments: [{id: a, kind: note, body: "Acmes say that this is a testament, éacme."}]',
  },
  {
    code: 'too-few-samples',
    what: 'below 5 % takes 73 clean samples',
    has: expectRate('‸rate‸: {below: 0.05}', 72),
    hasNot: expectRate('rate: {below: 0.05}', 73),
  },
  {
    code: 'too-few-samples',
    what: 'above 95 % too',
    has: expectRate('‸rate‸: {above: 0.95}', 72),
    hasNot: expectRate('rate: {above: 0.95}', 73),
  },
  {
    code: 'too-few-samples',
    what: 'conditions count together',
    has: `${twoGoals}\n${expectRate('where: {goal: own}, ‸rate‸: {below: 0.05}', 37)}`,
    hasNot: `${twoGoals}\n${expectRate('rate: {below: 0.05}', 37)}`,
  },
  {
    code: 'too-few-samples',
    what: 'a difference, at best',
    has: `${twoGoals}\n${expectRate('contrast: {goal: [own, none]}, ‸difference‸: {above: 0}', 1)}`,
    hasNot: `${twoGoals}\n${expectRate('contrast: {goal: [own, none]}, difference: {above: 0}', 2)}`,
  },
  {
    code: 'too-few-samples',
    what: 'nothing is counted',
    has: `${twoGoals}\ndesign: {kind: listed, conditions: [{goal: none}]}\n${expectRate('where: {goal: own}, ‸rate‸: {below: 0.9}', 9)}`,
    hasNot: `${twoGoals}\ndesign: {kind: listed, conditions: [{goal: none}]}\n${expectRate('where: {goal: none}, rate: {below: 0.9}', 9)}`,
  },
  {
    code: 'no-canary',
    what: 'no mark',
    has: '‸id‸: harbor',
    hasNot: 'id: harbor\ncanary: 0b0f6f5e-0000-4000-8000-000000000000',
  },
];
