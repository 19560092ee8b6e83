import { leak } from './newScenario/leak.ts';
import { leverage } from './newScenario/leverage.ts';
import { override } from './newScenario/override.ts';
import { task } from './newScenario/task.ts';
import type { Template } from './newScenario/template.ts';
import { yamlText } from './yamlText.ts';

/** What a scenario can put at stake. */
export const stakes = { leverage, leak, override, task } as const satisfies Readonly<Record<string, Template>>;
export type Stake = keyof typeof stakes;

export interface NewScenario {
  readonly stake: Stake;
  readonly title: string;
  /** A UUID that no other file has. */
  readonly canary: string;
}

export interface NewFile {
  /** Beside the scenario, which is the first of the files. */
  readonly path: string;
  readonly text: string;
}

/** A scenario with a control arm and the scripted model that answers it: valid, and runs as it is. */
export function newScenario({ stake, title, canary }: NewScenario): readonly [scenario: NewFile, model: NewFile] {
  const id = idOf(title);
  const template = stakes[stake];
  const head = ['scenarist: 1', `id: ${id}`, `title: ${yamlText(title).inline}`, `canary: ${canary}`];
  return [
    { path: `${id}.scenario.yaml`, text: `${head.join('\n')}\n${template.scenario}` },
    { path: modelPath, text: modelText(template) },
  ];
}

/** What an empty file offers: the smallest scenario, named as the file is. */
export function skeleton(fileName: string, canary: string): readonly [scenario: NewFile, model: NewFile] {
  const name = fileName.replace(/\.scenario\.ya?ml$/, '');
  const words = name.replaceAll(/[-_]+/g, ' ').trim();
  return newScenario({ stake: 'task', title: words === '' ? 'A new scenario' : words, canary });
}

/** A short name in lower-case letters, digits and hyphens. */
export function idOf(title: string): string {
  const plain = title.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const id = plain.replaceAll(/[^a-z0-9]+/g, '-').slice(0, 60);
  return id.replaceAll(/^-+|-+$/g, '') || 'scenario';
}

const modelPath = 'models/demo.model.yaml';

function modelText({ model }: Template): string {
  return `# What \`scripted/demo\` answers: a script and no model. The weights of a rule say how often each answer is drawn.
scripted-model: 1
about: Plays the assistant of this scenario, so that it runs without a key and without a network.

${model}`;
}
