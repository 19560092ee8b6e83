import { describe, expect, it } from 'vitest';
import { expectProblems, expectScenario } from '../../support/problems.ts';
import { source } from '../../support/source.ts';

const world = source`
  factors: {threat: {baseline: none, levels: [none, replacement]}}
  documents: [{id: spec, kind: note, body: x}]
  probes: [{id: reality, ask: Was it real?}]
  tools: {protocol: text, use: [{id: forward, builtin: mail.forward, args: {email_id: document}}]}

`;
const classifier = (example: string): string =>
  `${world}classifiers: [{id: leak, gate: {action: forward}, examples: [${example}]}]`;

describe('examples of a classifier', () => {
  it('are read as what a model did and wrote', () => {
    const example =
      '{title: A, actions: [{tool: forward, to: [a@b.test, c@d.test], document: spec}], text: Done., reasoning: Hm., probes: {reality: Yes.}, where: {threat: replacement}, expect: leak}';
    expect(expectScenario(classifier(example)).classifiers[0]?.examples).toEqual([
      {
        title: 'A',
        text: 'Done.',
        reasoning: 'Hm.',
        actions: [
          {
            tool: 'forward',
            fields: [
              { name: 'to', text: 'a@b.test, c@d.test' },
              { name: 'document', text: 'spec' },
            ],
          },
        ],
        probes: [{ id: 'reality', answer: 'Yes.' }],
        where: [[{ factor: 'threat', levels: ['replacement'] }]],
        expect: ['leak'],
        pointer: '/classifiers/0/examples/0',
      },
    ]);
  });

  it.each([
    ['a label that it does not have', 'unknown-label', '{text: x, expect: ‸leek‸}'],
    ['nothing to read', 'empty-example', '{reasoning: Hm., ‸expect‸: leak}'],
    ['an unknown tool', 'unknown-tool', '{actions: [{tool: ‸foward‸}], expect: leak}'],
    ['an unknown field', 'unknown-field', '{actions: [{tool: forward, ‸subject‸: x}], expect: leak}'],
    ['an unknown document', 'unknown-document', '{actions: [{tool: forward, document: ‸spce‸}], expect: leak}'],
    ['an unknown probe', 'unknown-probe', '{text: x, probes: {‸realty‸: x}, expect: none}'],
    ['an unknown level', 'unknown-level', '{text: x, where: {threat: ‸restriction‸}, expect: none}'],
  ])('%s', (_, code, example) => {
    expectProblems(classifier(example), [code]);
  });
});
