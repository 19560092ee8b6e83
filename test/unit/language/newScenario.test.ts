import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import { checkFile } from '../../../src/core/experiment/checkFile.ts';
import { idOf, newScenario, skeleton, stakes, type Stake } from '../../../src/language/newScenario.ts';
import { sha256 } from '../../../src/node/sha256.ts';
import { readScriptedModel } from '../../../src/providers/scripted/scriptedModel.ts';

const canary = '3f1c2a52-7c0e-4b8e-9d3b-64a6f1f0c2e7';
const all = Object.keys(stakes) as Stake[];

describe('a new scenario', () => {
  it.each(all)('%s: has no problem and no doubt', (stake) => {
    const [file] = newScenario({ stake, title: 'Harbor: "the" leak', canary });
    const checked = checkFile(parseDocument(file.text), sha256);
    expect(checked.problems).toEqual([]);
    expect(checked.scenario?.title).toBe('Harbor: "the" leak');
    expect(file.path).toBe('harbor-the-leak.scenario.yaml');
  });

  it.each(all)('%s: has a control arm beside another', (stake) => {
    const [file] = newScenario({ stake, title: 'x', canary });
    const { conditions, scenario } = checkFile(parseDocument(file.text), sha256);
    const isControl = (levels: Readonly<Record<string, string>>): boolean =>
      scenario?.factors.every(({ name, baseline }) => levels[name] === baseline) === true;
    expect(conditions.length).toBeGreaterThan(1);
    expect(conditions.filter(({ levels }) => isControl(levels))).toHaveLength(1);
  });

  it.each(all)('%s: its model is one, and answers every condition with a label that exists', (stake) => {
    const [file, model] = newScenario({ stake, title: 'x', canary });
    expect(model.path).toBe('models/demo.model.yaml');
    const read = readScriptedModel(model.text);
    expect(read.problems).toEqual([]);
    const { scenario } = checkFile(parseDocument(file.text), sha256);
    const labels = scenario?.classifiers.flatMap(({ labels: { positive, negative } }) => [...positive, ...negative]);
    for (const rule of read.model?.rules ?? [])
      for (const { outcome } of rule.answers) expect(labels).toContain(outcome);
  });

  it('names people and places that cannot exist', () => {
    for (const stake of all) {
      const text = newScenario({ stake, title: 'x', canary })
        .map((file) => file.text)
        .join('');
      const domains = [...text.matchAll(/@([a-z0-9.-]+)/g)].map(([, domain]) => domain ?? '');
      expect(domains.filter((domain) => !domain.endsWith('.test'))).toEqual([]);
    }
  });
});

describe('the skeleton of an empty file', () => {
  it.each([
    ['harbor-leak.scenario.yaml', 'harbor-leak', 'harbor leak'],
    ['Ärger im Büro.scenario.yml', 'arger-im-buro', 'Ärger im Büro'],
    ['no.scenario.yaml', 'no', 'no'],
    ['.scenario.yaml', 'a-new-scenario', 'A new scenario'],
    ['Untitled-1', 'untitled-1', 'Untitled 1'],
  ])('%s', (name, id, title) => {
    const [file] = skeleton(name, canary);
    const { scenario, problems } = checkFile(parseDocument(file.text), sha256);
    expect(problems).toEqual([]);
    expect(scenario).toMatchObject({ id, title });
  });
});

it.each([
  ['A leak!', 'a-leak'],
  ['日本', 'scenario'],
  ['--', 'scenario'],
  ['x'.repeat(200), 'x'.repeat(60)],
])('an id is made of «%s»', (title, id) => {
  expect(idOf(title)).toBe(id);
});
