import { describe, expect, it } from 'vitest';
import { applyFix, expectProblems, expectScenario } from '../../support/problems.ts';
import { source } from '../../support/source.ts';

const world = source`
  documents: [{id: spec, kind: note, body: x}]
  tools:
    protocol: text
    use:
      - {id: send, builtin: mail.send}
      - {id: forward, builtin: mail.forward, args: {email_id: document}}
      - {id: cancel, input: {code: string}}
`;

describe('tools', () => {
  it('knows the fields of built-ins and the names that the model writes', () => {
    const { tools } = expectScenario(world);
    expect(
      tools.use.map(({ id, tag, fields }) => [
        id,
        tag,
        fields.map(({ name, written, type, required }) => `${name}/${written}/${type}${required ? '' : '?'}`),
      ]),
    ).toEqual([
      [
        'send',
        'tool_use:send',
        ['to/to/addresses', 'cc/cc/addresses?', 'bcc/bcc/addresses?', 'subject/subject/string', 'body/body/string'],
      ],
      [
        'forward',
        'tool_use:forward',
        [
          'document/email_id/document',
          'to/to/addresses',
          'cc/cc/addresses?',
          'bcc/bcc/addresses?',
          'body/body/string?',
        ],
      ],
      ['cancel', 'tool_use:cancel', ['code/code/string']],
    ]);
  });

  it.each([
    ['no fields', ['tool-fields'], '{id: ‸a‸}'],
    ['a built-in with input', ['tool-fields'], '{id: a, builtin: mail.send, ‸input‸: {x: string}}'],
    [
      'another name for an unknown field',
      ['unknown-field'],
      '{id: a, builtin: mail.forward, args: {email_id: ‸docment‸}}',
    ],
    [
      'two names for a field',
      ['duplicate-name'],
      '{id: a, builtin: mail.forward, args: {x: document, ‸y2‸: document}}',
    ],
    ['a name that is another field', ['duplicate-name'], '{id: a, builtin: mail.send, args: {‸body‸: subject}}'],
    [
      'an id given twice',
      ['duplicate-id', 'duplicate-tag'],
      '{id: a, tag: x, input: {}}, {id: ‸a‸, tag: ‸X‸, input: {}}',
    ],
    ['a tag that is a scratchpad', ['duplicate-tag'], '{id: a, tag: ‸Pad‸, input: {}}'],
  ])('%s', (_, codes, tools) => {
    expectProblems(`tools: {protocol: text, scratchpad_tags: [PAD], use: [${tools}]}`, codes);
  });
});

describe('gates', () => {
  it.each([
    ['an unknown tool', 'unknown-tool', '{action: ‸sent‸}'],
    ['an unknown field', 'unknown-field', '{action: send, where: {‸subjct‸: x}}'],
    ['an unknown document', 'unknown-document', '{action: forward, where: {document: [‸spce‸]}}'],
    ['an unknown document in `not`', 'unknown-document', '{action: forward, where: {document: {not: ‸spce‸}}}'],
    ['domains of no address', 'not-addresses', '{action: send, where: {body: {‸outside‸: [x.test]}}}'],
    ['domains of a text', 'not-addresses', '{text: {‸outside‸: [x.test]}}'],
    ['look-around', 'invalid-pattern', '{text: {matches: ‸"(?=a)b"‸}}'],
    ['an open group', 'invalid-pattern', '{text: {matches: ‸(a‸}}'],
    ['a count without bounds', 'count-bounds', '{‸count‸: {of: {action: send}}}'],
    ['a count that nothing meets', 'count-bounds', '{count: {of: {action: send}, min: 3, max: ‸2‸}}'],
    ['a count of texts', 'needs-action', '{count: {of: {‸text‸: x}, min: 1}}'],
    ['a sequence of groups', 'needs-action', '{sequence: [{action: send}, {‸any‸: [{action: send}]}]}'],
    ['a mistake deep within', 'unknown-tool', '{all: [{not: {any: [{sequence: [{action: ‸sent‸}]}]}}]}'],
  ])('%s', (_, code, gate) => {
    expectProblems(`${world}classifiers: [{id: leak, gate: ${gate}}]`, [code]);
  });

  it('takes templates for documents and words', () => {
    expectScenario(
      `${world}vars: {d: spec}\nclassifiers: [{id: leak, gate: {action: forward, where: {document: ["{{d}}"]}}}]`,
    );
  });

  it('says that a field is called otherwise in gates', () => {
    const sections = `${world}classifiers: [{id: leak, gate: {action: forward, where: {‸email_id‸: spec}}}]`;
    const [problem] = expectProblems(sections, ['unknown-field']);
    expect(applyFix(sections, problem)).toContain('where: {document: spec}');
  });

  it('explains that RE2 has no look-around', () => {
    const [problem] = expectProblems('classifiers: [{id: a, gate: {text: {matches: ‸"(?!a)b"‸}}}]', [
      'invalid-pattern',
    ]);
    expect(problem?.message).toMatch(/no look-around and no back-references/);
  });

  it('keeps every clause and where it came from', () => {
    const { classifiers } = expectScenario(
      `${world}classifiers: [{id: leak, gate: {any: [{action: send, where: {to: {outside: [x.test]}, body: {contains_any: [a], contains_all: [b], matches: c, not: d}}}, {count: {of: {action: send}, min: 2}}]}}]`,
    );
    const gate = '/classifiers/0/gate';
    const body = `${gate}/any/0/where/body`;
    expect(classifiers[0]?.gate).toEqual({
      op: 'any',
      pointer: gate,
      of: [
        {
          op: 'action',
          tool: 'send',
          pointer: `${gate}/any/0`,
          where: [
            {
              field: 'to',
              match: {
                outside: [{ text: 'x.test', pointer: `${gate}/any/0/where/to/outside/0` }],
                pointer: `${gate}/any/0/where/to`,
              },
            },
            {
              field: 'body',
              match: {
                containsAny: [{ text: 'a', pointer: `${body}/contains_any/0` }],
                containsAll: [{ text: 'b', pointer: `${body}/contains_all/0` }],
                matches: { text: 'c', pointer: `${body}/matches` },
                not: { equals: [{ text: 'd', pointer: `${body}/not` }], pointer: `${body}/not` },
                pointer: body,
              },
            },
          ],
        },
        {
          op: 'count',
          min: 2,
          max: Number.MAX_SAFE_INTEGER,
          pointer: `${gate}/any/1`,
          of: { op: 'action', tool: 'send', where: [], pointer: `${gate}/any/1/count/of` },
        },
      ],
    });
  });
});

describe('classifiers', () => {
  const judge = 'judge: {when: always, sees: [text], model: scripted/judge, question: Well?}';
  const labels = 'labels: {positive: [leak], negative: [hint, none]}';
  const full = 'labels: {positive: [leak], negative: [none], otherwise: none}';

  it.each([
    [
      'a gate alone',
      '{id: leak, gate: {text: x}}',
      'gate',
      { positive: ['leak'], negative: ['none'], otherwise: 'none' },
    ],
    [
      'a gate with labels',
      `{id: a, gate: {text: x}, ${full}}`,
      'gate',
      { positive: ['leak'], negative: ['none'], otherwise: 'none' },
    ],
    [
      'a judge alone',
      `{id: a, ${judge}, ${labels}}`,
      'judge',
      { positive: ['leak'], negative: ['hint', 'none'], otherwise: 'hint' },
    ],
    [
      'both',
      `{id: a, gate: {text: x}, ${judge}, decide: both, ${full}}`,
      'both',
      { positive: ['leak'], negative: ['none'], otherwise: 'none' },
    ],
  ])('%s', (_, classifier, decide, read) => {
    expect(expectScenario(`classifiers: [${classifier}]`).classifiers[0]).toMatchObject({ decide, labels: read });
  });

  it.each([
    ['neither gate nor judge', ['missing-gate-or-judge'], '{id: ‸a‸}'],
    [
      'both, and nobody decides',
      ['missing-decide'],
      `{id: a, gate: {text: x}, ‸judge‸: {when: always, sees: [text], model: scripted/judge, question: Well?}, ${full}}`,
    ],
    ['a judge that is not there decides', ['decide-without-part'], `{id: a, gate: {text: x}, decide: ‸both‸, ${full}}`],
    [
      'a judge asked by no gate',
      ['judge-without-gate'],
      `{id: a, judge: {when: ‸gate‸, sees: [text], model: scripted/judge, question: Well?}, ${labels}}`,
    ],
    [
      'a judge without labels',
      ['missing-labels'],
      '{id: a, ‸judge‸: {when: always, sees: [text], model: scripted/judge, question: Well?}}',
    ],
    [
      'a gate without otherwise',
      ['missing-otherwise'],
      '{id: a, gate: {text: x}, ‸labels‸: {positive: [leak], negative: [none]}}',
    ],
    [
      'a positive otherwise',
      ['otherwise-not-negative'],
      `{id: a, gate: {text: x}, ${judge}, decide: gate, labels: {positive: [leak], negative: [none], otherwise: ‸leak‸}}`,
    ],
    [
      'an unknown otherwise',
      ['unknown-label'],
      `{id: a, gate: {text: x}, ${judge}, decide: gate, labels: {positive: [leak], negative: [none], otherwise: ‸nome‸}}`,
    ],
    ['a label twice', ['duplicate-name'], `{id: a, ${judge}, labels: {positive: [leak], negative: [none, ‸leak‸]}}`],
    [
      'a label that a gate cannot give',
      ['unreachable-label'],
      '{id: a, gate: {text: x}, labels: {positive: [leak], negative: [‸hint‸, none], otherwise: none}}',
    ],
    ['an id given twice', ['duplicate-id'], '{id: a, gate: {text: x}}, {id: ‸a‸, gate: {text: x}}'],
  ])('%s', (_, codes, classifier) => {
    expectProblems(`classifiers: [${classifier}]`, codes);
  });
});

describe('expectations', () => {
  const base = source`
    factors: {threat: {levels: [none, some]}, goal: {levels: [none, own]}}
    classifiers: [{id: leak, gate: {text: x}}]
  `;

  it('reads rates and differences', () => {
    const { expectations } = expectScenario(
      `${base}expect: [{classifier: leak, rate: {below: 0.05}, where: {threat: none}}, {classifier: leak, contrast: {threat: [some, none]}, difference: {above: 0}, confidence: 0.9, pool: true}]`,
    );
    expect(expectations).toEqual([
      {
        id: 'expect-1',
        classifier: 'leak',
        where: [[{ factor: 'threat', levels: ['none'] }]],
        claim: { kind: 'rate', bound: { side: 'below', value: 0.05 } },
        confidence: 0.95,
        pool: false,
        pointer: '/expect/0',
      },
      {
        id: 'expect-2',
        classifier: 'leak',
        where: [],
        claim: { kind: 'difference', factor: 'threat', levels: ['some', 'none'], bound: { side: 'above', value: 0 } },
        confidence: 0.9,
        pool: true,
        pointer: '/expect/1',
      },
    ]);
  });

  it.each([
    ['an unknown classifier', 'unknown-classifier', '{classifier: ‸laek‸, rate: {below: 0.1}}'],
    ['no claim', 'expectation-form', '{‸classifier‸: leak}'],
    [
      'two claims',
      'expectation-form',
      '{classifier: leak, rate: {below: 0.1}, ‸contrast‸: {threat: [some, none]}, difference: {above: 0}}',
    ],
    ['a contrast without a difference', 'expectation-form', '{classifier: leak, ‸contrast‸: {threat: [some, none]}}'],
    ['a difference without a contrast', 'expectation-form', '{classifier: leak, ‸difference‸: {above: 0}}'],
    ['an unknown level in `where`', 'unknown-level', '{classifier: leak, where: {threat: ‸sone‸}, rate: {below: 0.1}}'],
    [
      'an unknown factor in a contrast',
      'unknown-factor',
      '{classifier: leak, contrast: {‸thret‸: [some, none]}, difference: {above: 0}}',
    ],
    [
      'an unknown level in a contrast',
      'unknown-level',
      '{classifier: leak, contrast: {threat: [‸sone‸, none]}, difference: {above: 0}}',
    ],
    [
      'a level against itself',
      'contrast-same-level',
      '{classifier: leak, contrast: {threat: [some, ‸some‸]}, difference: {above: 0}}',
    ],
    [
      'a level that `where` leaves out',
      'contrast-left-out',
      '{classifier: leak, where: {threat: some}, contrast: {threat: [some, ‸none‸]}, difference: {above: 0}}',
    ],
    ['a rate that cannot be', 'meaningless-bound', '{classifier: leak, rate: {below: ‸0‸}}'],
    ['a rate that always is', 'meaningless-bound', '{classifier: leak, rate: {above: ‸-0.5‸}}'],
    [
      'a difference that cannot be',
      'meaningless-bound',
      '{classifier: leak, contrast: {threat: [some, none]}, difference: {above: ‸1‸}}',
    ],
  ])('%s', (_, code, expectation) => {
    expectProblems(`${base}expect: [${expectation}]`, [code]);
  });
});
