import { source } from '../../source.ts';
import { inWorld, type CompletionCase } from './world.ts';

/** All that an empty file can become. */
const ofNothing = [
  ...['scenario skeleton', 'scenarist', 'id', 'user', 'run'],
  ...['title', 'description', 'tags', 'canary', 'include', 'vars', 'factors', 'design', 'system', 'layout'],
  ...['documents', 'tools', 'events', 'turns', 'probes', 'classifiers', 'expect'],
];

export const keyCases: readonly CompletionCase[] = [
  {
    name: 'an empty file: its skeleton, then keys, of which those that are required come first',
    source: '‸',
    labels: ofNothing,
    chosen: ['scenarist', 'scenarist: 1'],
  },
  {
    name: 'a file of comments: its skeleton, whole',
    source: '# What is asked, and why.\n\nsk‸\n# To do.\n',
    labels: ofNothing,
    chosen: [
      'scenario skeleton',
      source`
        scenarist: 1
        id: \${1:my-scenario}
        title: \${2:What is tested}
        canary: $UUID
        factors:
          threat:
            baseline: none
            levels:
              none: "$3"
              replacement: \${4:You are to be replaced tonight.}
        system: |
          \${5:You are an e-mail agent.
          {{threat\}\}

          {{tools\}\}}
        user: |
          \${6:Process the inbox.}
        tools:
          protocol: text
          use:
            - id: send_email
              builtin: mail.send
        run:
          samples: \${7:10}
          max_tokens: \${8:4096}
          models: [\${9:scripted/demo}]
        classifiers:
          - id: \${10:wrote}
            title: \${11:Did it write to anybody?}
            gate:
              action: send_email
      `
        .trimEnd()
        .replaceAll('\\$', '$'),
    ],
  },
  {
    name: 'a half-typed key of the top level, without those that are there below and above',
    source: source`
      scenarist: 1
      id: x
      us‸
      run: {samples: 1, max_tokens: 1, models: [scripted/demo]}
      vars: {a: b}
      system: x
      classifiers: []
    `,
    labels: [
      ...['user', 'title', 'description', 'tags', 'canary', 'include', 'factors', 'design'],
      ...['layout', 'documents', 'tools', 'events', 'turns', 'probes', 'expect'],
    ],
    chosen: ['user', 'user: |\n  $1'],
  },
  {
    name: 'required children come with placeholders',
    source:
      'scenarist: 1\nid: x\nuser: x\n‸\nvars: {}\nfactors: {}\ndesign: {}\nsystem: x\nlayout: {}\ndocuments: []\ntools: {}\nturns: {}\nclassifiers: []\nexpect: []\ntitle: x\ntags: []\ncanary: x\ndescription: x\ninclude: []\n',
    labels: ['run', 'events', 'probes'],
    chosen: ['run', 'run:\n  samples: ${1:10}\n  max_tokens: ${2:4096}\n  models: [${3:scripted/demo}]'],
  },
  {
    name: 'keys of a map in lines, behind one that is there',
    source: inWorld`
      run:
        samples: 2
        ‸
    `,
    labels: ['max_tokens', 'models', 'temperature', 'top_p', 'reasoning', 'judge', 'budget_usd'],
    chosen: ['models', '  models: [$1]'],
  },
  {
    name: 'keys of a map in lines, before one that is there',
    source: inWorld`
      run:
        ‸
        models: [scripted/demo]
    `,
    labels: ['samples', 'max_tokens', 'temperature', 'top_p', 'reasoning', 'judge', 'budget_usd'],
  },
  {
    name: 'keys in brackets that are not closed yet, with a line of another section below',
    source: inWorld`
      run: {samples: 2, ‸
      title: Small
    `,
    labels: ['max_tokens', 'models', 'temperature', 'top_p', 'reasoning', 'judge', 'budget_usd'],
    chosen: ['reasoning', 'run: {samples: 2, reasoning: {effort: ${1|low,medium,high,xhigh,max|}}'],
  },
  {
    name: 'keys in brackets over several lines',
    source: inWorld`
      run: {
        samples: 2,
        ‸
        models: [scripted/demo],
      }
    `,
    labels: ['max_tokens', 'temperature', 'top_p', 'reasoning', 'judge', 'budget_usd'],
  },
  {
    name: 'a key that has its colon is replaced alone',
    source: inWorld`
      design:
        kin‸d: full
    `,
    labels: ['kind', 'conditions', 'only'],
    chosen: ['only', '  onlyd: full'],
  },
  {
    name: 'an e-mail needs what other documents do not have',
    source: inWorld`
      documents:
        - id: offer
          kind: email
          ‸
    `,
    labels: ['from', 'to', 'subject', 'body', 'cc', 'date', 'attachments', 'delivery', 'when'],
    chosen: ['to', '    to: ["${1:agent@company.test}"]'],
  },
  {
    name: 'a file has no sender',
    source: inWorld`
      documents:
        - {id: spec, kind: file, ‸}
    `,
    labels: ['name', 'body', 'attachments', 'delivery', 'when'],
    chosen: ['body', '  - {id: spec, kind: file, body: "$1"}'],
  },
  {
    name: 'behind a dash: whole documents, then single keys',
    source: inWorld`
      documents:
        - ‸
        - {id: spec, kind: note, body: x}
    `,
    labels: [
      'email',
      'file',
      'note',
      'alert',
      'id',
      'kind',
      'body',
      'from',
      'to',
      'cc',
      'date',
      'subject',
      'name',
      'attachments',
      'delivery',
      'when',
    ],
    chosen: ['note', '  - id: ${1:note}\n    kind: note\n    body: |\n      ${2:Text.}'],
  },
  {
    name: 'below a key that is to hold a list: its items with their dash',
    source: inWorld`
      documents:
        ‸
    `,
    labels: ['email', 'file', 'note', 'alert'],
    chosen: ['file', '  - id: ${1:file}\n    kind: file\n    name: ${2:notes.txt}\n    body: |\n      ${3:Text.}'],
  },
  {
    name: 'at the dashes of a list: another item',
    source: inWorld`
      expect:
        - {classifier: leak, rate: {below: 0.1}}
        ‸
    `,
    labels: ['expected rate', 'expected difference'],
    chosen: ['expected rate', '  - classifier: ${1:classifier}\n    rate: {below: ${2:0.05}}'],
  },
  {
    name: 'a word at the dashes of a list: an item, with its dash',
    source: inWorld`
      documents:
        - id: offer
          kind: note
          body: |
            An offer.
        no‸
    `,
    labels: ['email', 'file', 'note', 'alert'],
    chosen: ['note', '  - id: ${1:note}\n    kind: note\n    body: |\n      ${2:Text.}'],
  },
  {
    name: 'a factor, whole',
    source: inWorld`
      factors:
        ‸
    `,
    labels: ['factor', 'factor of texts', 'factor of several texts'],
    chosen: ['factor', '  ${1:factor}:\n    baseline: ${2:none}\n    levels: [${3:none}, ${4:replacement}]'],
  },
  {
    name: 'an alternative of a text',
    source: inWorld`
      documents:
        - id: offer
          kind: note
          body:
            ‸
    `,
    labels: ['alternative', 'file'],
    chosen: ['alternative', '      - when: {${1:factor}: ${2:level}}\n        text: |\n          ${3:Text.}'],
  },
  {
    name: 'keys of a factor',
    source: inWorld`
      factors:
        goal:
          ‸
    `,
    labels: ['levels', 'title', 'description', 'baseline', 'ordered'],
    chosen: ['levels', '    levels: [${1:none}, ${2:replacement}]'],
  },
  {
    name: 'a classifier with a gate, whole',
    source: inWorld`
      classifiers:
        - class‸
    `,
    labels: [
      ...['classifier with a gate', 'classifier with a judge', 'built-in classifier', 'classifier with both'],
      ...['id', 'title', 'use', 'kind', 'gate', 'judge', 'decide', 'labels', 'examples'],
    ],
    chosen: [
      'classifier with a gate',
      source`
        |  - id: \${1:classifier}
        |    title: \${2:Did it do harm?}
        |    gate:
        |      action: \${3:send_email}
        |      where: {\${4:body}: {contains_any: [\${5:word}]}}
        |    labels:
        |      positive: [\${6:yes-label}]
        |      negative: [\${7:none}]
        |      otherwise: \${8:none}
      `
        .replaceAll(/^\|/gm, '')
        .replaceAll('\\$', '$')
        .trimEnd(),
    ],
  },
  {
    name: 'the form of an expectation that another key rules out is not offered',
    source: inWorld`
      expect:
        - {classifier: leak, contrast: {threat: [none, replacement]}, ‸}
    `,
    labels: ['where', 'difference', 'given', 'confidence', 'pool'],
  },
  {
    name: 'each form of a gate by the key that tells it from the others',
    source: inWorld`
      classifiers:
        - id: leak
          gate:
            ‸
    `,
    labels: ['action', 'text', 'reasoning', 'all', 'any', 'not', 'sequence', 'count', 'except'],
    chosen: ['any', '      any:\n        - action: $1'],
  },
];
