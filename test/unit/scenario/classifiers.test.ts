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

  it('refuses patterns that would take long to prepare', () => {
    const pattern = `${'(a|b)'.repeat(300)}{0,400}`;
    const gates = Array.from(
      { length: 3 },
      (_, index) => `{text: {matches: ${index < 1 ? `"${pattern}"` : `‸"${pattern}"‸`}}}`,
    );
    expectProblems(`classifiers: [{id: a, gate: {any: [${gates.join(', ')}]}}]`, [
      'pattern-too-large',
      'pattern-too-large',
    ]);
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
