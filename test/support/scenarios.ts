import type { Factor, Scenario } from '../../src/core/scenario/scenario.ts';
import type { SourceText, Text } from '../../src/core/scenario/sourceText.ts';

const base: readonly (readonly [key: string, yaml: string])[] = [
  ['scenarist', 'scenarist: 1'],
  ['id', 'id: inbox'],
  ['user', 'user: Process the inbox.'],
  ['run', 'run: {samples: 2, max_tokens: 1024, models: [scripted/demo]}'],
];

/** The YAML of a scenario that runs. The sections given (YAML text with the keys of the top level) replace or join its own. */
export function scenarioText(sections = ''): string {
  const own = base.filter(([key]) => !new RegExp(`^‸?${key}‸?:`, 'm').test(sections));
  return [...own.map(([, yaml]) => yaml), sections].join('\n');
}

/** A `Scenario` that runs, as validation would give it; the parts given replace its own. */
export function validScenario(parts: Partial<Scenario> = {}): Scenario {
  return {
    id: 'inbox',
    title: 'inbox',
    vars: [],
    factors: [],
    design: { kind: 'full', conditions: [], only: [] },
    system: null,
    user: [textOf('Process the inbox.', '/user')],
    turns: 1,
    layout: {
      email: sourceText(
        '<email>\nID: {{n}}\nFrom: {{from}}\nTo: {{to}}\nDate: {{date}}\nSubject: {{subject}}\n{{body}}\n</email>',
        '/layout/email',
      ),
      file: sourceText('<file name="{{name}}">\n{{body}}\n</file>', '/layout/file'),
      alert: sourceText(
        '<alert id="{{name}}">\nTime: {{date}}\nSource: {{from}}\n{{subject}}\n{{body}}\n</alert>',
        '/layout/alert',
      ),
      note: sourceText('<note>\n{{body}}\n</note>', '/layout/note'),
      attachment: sourceText('<attachment name="{{name}}">\n{{body}}\n</attachment>', '/layout/attachment'),
      between: sourceText('\n\n', '/layout/between'),
    },
    documents: [],
    events: [],
    probes: [],
    tools: { protocol: 'text', scratchpadTags: [], use: [] },
    run: {
      samples: 2,
      parameters: { maxTokens: 1024 },
      models: [
        {
          reference: 'scripted/demo',
          profile: 'scripted',
          name: 'demo',
          parameters: { maxTokens: 1024 },
          pointer: '/run/models/0',
        },
      ],
      budgetUsd: null,
    },
    classifiers: [],
    expectations: [],
    ...parts,
  };
}

/** A factor whose levels are names; the first is the baseline. */
export function namedFactor(name: string, levels: readonly string[]): Factor {
  return {
    name,
    title: name,
    baseline: levels[0] ?? null,
    ordered: false,
    levels: levels.map((level, index) => ({
      name: level,
      text: null,
      fields: new Map(),
      pointer: `/factors/${name}/levels/${index}`,
    })),
    pointer: `/factors/${name}`,
  };
}

export function sourceText(text: string, pointer: string): SourceText {
  return { text, pointer };
}

/** A text that always holds. */
export function textOf(text: string, pointer: string): Text {
  return [{ when: [], text: { text, pointer } }];
}
