import { questionOf } from '../../../src/core/scenario/builtins/builtin.ts';
import { builtins } from '../../../src/core/scenario/builtins.ts';
import { scenario } from './base.ts';

export interface HoverCase {
  readonly name: string;
  /** With `‸` at the pointer and `«…»` around what the hover is about; without them there is no hover. */
  readonly source: string;
  /** The paragraphs. */
  readonly says: readonly string[];
}

const text = (words: string): string => `\`\`\`text\n${words}\n\`\`\``;

export const hoverCases: readonly HoverCase[] = [
  {
    name: 'a key: what it is, whether it is needed, and what it means',
    source: 'scenarist: 1\nid: x\nuser: Hello\nrun: {«sam‸ples»: 2, max_tokens: 100, models: [scripted/demo]}',
    says: ['**samples** · whole number · required', 'Repetitions of each condition on each model.'],
  },
  {
    name: 'a key with an example',
    source: '«i‸d»: small\nuser: Hello',
    says: [
      '**id** · text · required',
      'A short name that stays the same when the title changes: lower-case letters, digits and hyphens.',
      'Example: `"harbor-leak"`',
    ],
  },
  {
    name: 'a permission, one word or alternatives',
    source: scenario`
      tools: {protocol: text, use: [{id: a, input: {}, «permi‸ssion»: ask}]}
    `,
    says: [
      '**permission** · text or list',
      '`allow`; `deny`: the model is told that it may not; or `ask`: a person decides on each use. The attempt is an action all the same. Or alternatives, each for some conditions, of which the first that holds is taken.',
      'One of `allow`, `deny`, `ask`.',
      'When left out: `"allow"`.',
      'Example: `[{"when":{"oversight":"person"},"permission":"ask"},{"permission":"allow"}]`',
    ],
  },
  {
    name: 'a key with a value of its own when it is left out',
    source: scenario`
      classifiers: [{id: a, gate: {text: x}}]
      expect: [{classifier: a, rate: {below: 0.5}, «po‸ol»: true}]
    `,
    says: [
      '**pool** · true or false',
      'All models together; otherwise each model on its own.',
      'When left out: `false`.',
    ],
  },
  {
    name: 'a built-in classifier: its rubric, which stands nowhere in the file',
    source: scenario`
      probes: [{id: reality, ask: Was it real?}]
      run: {samples: 1, max_tokens: 10, models: [scripted/demo], judge: scripted/judge}
      classifiers: [{id: a, use: «builtin/stated-‸belief», sees: [probe.reality]}]
    `,
    says: [
      '**builtin/stated-belief** · Did it say that it took this for real?',
      builtins['builtin/stated-belief'].about,
      'Its judge reads what `sees` says and is asked:',
      text(questionOf(builtins['builtin/stated-belief'])),
    ],
  },
  {
    name: 'a word of the format',
    source: scenario`
      design: {kind: «one-‸at-a-time»}
    `,
    says: [
      '**kind** · required',
      '`full`: every combination of levels. `one-at-a-time`: the baseline and each single change from it. `listed`: those under `conditions`.',
      'One of `full`, `one-at-a-time`, `listed`.',
    ],
  },
  {
    name: 'a key in a file with an error below',
    source: '«ti‸tle»: About\nrun: {samples: [}',
    says: ['**title** · text', 'One line that says what is tested, shown wherever the scenario is listed.'],
  },
  {
    name: 'a variable that is the same everywhere',
    source: scenario`
      vars: {company: Harbor Systems}
      system: You work for {{«comp‸any»}}.
    `,
    says: ['**company** · variable', 'In every condition: ', text('Harbor Systems')],
  },
  {
    name: 'a variable, where it is defined, with what it stands for in turn',
    source: scenario`
      vars: {company: Harbor, «gre‸eting»: "Welcome to {{company}}!"}
      system: "{{greeting}}"
    `,
    says: ['**greeting** · variable', 'In every condition: ', text('Welcome to Harbor!')],
  },
  {
    name: 'a variable that depends on a factor, equal texts together',
    source: scenario`
      factors: {threat: {levels: [none, restriction, replacement]}}
      vars:
        line:
          - {when: {threat: replacement}, text: You are replaced tonight.}
          - {text: ""}
      system: "Hello. {{«line‸»}} {{also}}"
    `.replace(' {{also}}', ''),
    says: [
      '**line** · variable',
      '`threat: none` or `threat: restriction` (2 of 3): *nothing*',
      '`threat: replacement` (1 of 3): ',
      text('You are replaced tonight.'),
    ],
  },
  {
    name: 'the key of a factor',
    source: scenario`
      factors: {goal: {levels: {own: {line: Serve all.}, other: {line: Serve some.}}}}
      system: "{{goal.«li‸ne»}}"
    `,
    says: [
      '**line** · key of `goal`',
      '`goal: own` (1 of 2): ',
      text('Serve all.'),
      '`goal: other` (1 of 2): ',
      text('Serve some.'),
    ],
  },
  {
    name: 'the documents, from where they differ',
    source: scenario`
      factors: {threat: {levels: [none, replacement]}}
      documents:
        - {id: a, kind: note, body: "A long note that is the same in every condition, about the weather at sea and the depth of the harbor, which nobody needs to read twice."}
        - {id: b, kind: note, body: You are replaced., when: {threat: replacement}}
        - {id: c, kind: note, body: The end.}
      system: "{{«docu‸ments»}}"
    `,
    says: [
      '**documents** · section',
      '`threat: none` (1 of 2): ',
      text('…nobody needs to read twice.\n</note>\n\n<note>\nThe end.\n</note>'),
      '`threat: replacement` (1 of 2): ',
      text('…nobody needs to read twice.\n</note>\n\n<note>\nYou are replaced.\n</note>\n\n<note>\nThe end.\n</note>'),
    ],
  },
  {
    name: 'a text with backticks stays a text',
    source: scenario`
      vars: {quote: "run ~~~rm~~~ ![x](https://example.test/x.png)"}
      system: "{{«quo‸te»}}"
    `.replaceAll('~~~', '```'),
    says: [
      '**quote** · variable',
      'In every condition: ',
      '````text\nrun ```rm``` ![x](https://example.test/x.png)\n````',
    ],
  },
  {
    name: 'a variable of a file with an error: its text as it stands',
    source: scenario`
      vars: {company: Harbor}
      system: Hello {{«com‸pany»}} and {{nobody}}.
    `,
    says: ['**company** · variable', text('Harbor')],
  },
  {
    name: 'a field of a document in a layout',
    source: scenario`
      layout: {note: "{{«bo‸dy»}}"}
    `,
    says: ['**body** · of the document that is shown'],
  },
  {
    name: 'a factor: its levels and how many conditions use each',
    source: scenario`
      factors:
        «thr‸eat»: {title: What is *about* to ~happen~, baseline: none, levels: [none, replacement]}
        goal: {levels: {a: Serve all., b: Serve some.}}
      design: {kind: full, only: [{threat: none}, {goal: a}]}
      system: "{{goal}} {{line}}"
      vars: {line: [{when: {threat: none}, text: Stay.}, {text: Go.}]}
    `.replaceAll('~', '`'),
    says: [
      '**threat** · factor · baseline `none`',
      'What is \\*about\\* to `happen`',
      '| level&nbsp;&nbsp; | conditions&nbsp;&nbsp; |\n| :--- | :--- |\n| `none` | 2 of 3 |\n| `replacement` | 1 of 3 |',
    ],
  },
  {
    name: 'a factor of texts in a text: first what it becomes there',
    source: scenario`
      factors: {goal: {title: Its goal, levels: {a: Serve all., b: Serve some.}}}
      system: "{{«go‸al»}}"
    `,
    says: [
      '**goal** · factor',
      '`goal: a` (1 of 2): ',
      text('Serve all.'),
      '`goal: b` (1 of 2): ',
      text('Serve some.'),
      'Its goal',
      '| level&nbsp;&nbsp; | conditions&nbsp;&nbsp; |\n| :--- | :--- |\n| `a` | 1 of 2 |\n| `b` | 1 of 2 |',
    ],
  },
  {
    name: 'a level in a `when`',
    source: scenario`
      factors: {threat: {baseline: none, levels: [none, replacement]}}
      system: [{when: {threat: «no‸ne»}, text: Stay.}, {text: Go.}]
    `,
    says: [
      '**none** · level of `threat`, its baseline',
      '| level&nbsp;&nbsp; | conditions&nbsp;&nbsp; |\n| :--- | :--- |\n| `none` | 1 of 2 |',
    ],
  },
  {
    name: 'a document in a gate',
    source: scenario`
      documents: [{id: spec, kind: file, name: spec.pdf, body: Secret}]
      tools: {protocol: text, use: [{id: forward, builtin: mail.forward}]}
      classifiers: [{id: leak, gate: {action: forward, where: {document: «sp‸ec»}}}]
    `,
    says: ['**spec** · document', text('spec.pdf')],
  },
  {
    name: 'a classifier in an expectation',
    source: scenario`
      classifiers: [{id: leak, title: Did it leak?, gate: {text: x}}]
      expect: [{classifier: «le‸ak», rate: {below: 0.5}}]
    `,
    says: ['**leak** · classifier', 'Did it leak?'],
  },
  {
    name: 'a model of a service',
    source: 'run: {models: [«anthropic/claude-‸opus-4-6»]}',
    says: [
      '**claude-opus-4-6** · anthropic',
      [
        '- Takes `temperature` and `top_p` where `reasoning` is left out.',
        '- `reasoning`: `{effort: low | medium | high | max}` or `{budget: …}`; reasons only when `reasoning` is set.',
        '- Price for a million tokens: $5 in, $25 out, $0.5 read from a cache, $6.25 written to one. Read on 2026-11-25 at https://platform.claude.com/docs/en/about-claude/pricing.',
      ].join('\n'),
    ],
  },
  {
    name: 'a scripted model',
    source: 'run: {models: [{model: «scripted/‸demo»}]}',
    says: [
      '**demo** · scripted',
      'Scripted, not a model: it answers from `demo.model.yaml` beside the scenario or in `models/` beside it.',
    ],
  },
  {
    name: 'nothing on prose',
    source: scenario`
      system: You are an ‸agent.
    `,
    says: [],
  },
  { name: 'nothing on a key that the format does not have', source: 'nonse‸nse: 1', says: [] },
];
