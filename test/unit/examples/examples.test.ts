import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import type { ModelRequest, ModelResponse } from '../../../src/core/provider/provider.ts';
import type { Classifier } from '../../../src/core/scenario/scenario.ts';
import type { Transcript } from '../../../src/core/transcript/transcript.ts';
import { readTranscript } from '../../../src/core/transcript/readTranscript.ts';
import { checkScenario } from '../../../src/core/trial/check.ts';
import type { Condition } from '../../../src/core/trial/trial.ts';
import { gradeTranscript } from '../../../src/core/verdict/gradeTranscript.ts';
import type { Verdict } from '../../../src/core/verdict/verdict.ts';
import { sha256 } from '../../../src/node/sha256.ts';
import { findRule } from '../../../src/providers/scripted/findRule.ts';
import { loadModel } from '../../../src/providers/scripted/loadModel.ts';
import { outcomeRates } from '../../../src/providers/scripted/outcomeRates.ts';
import { createScriptedProvider } from '../../../src/providers/scripted/scriptedProvider.ts';
import { writeAnswer } from '../../../src/providers/scripted/writeAnswer.ts';

const folder = join(import.meta.dirname, '../../../examples');
const names = ['blackmail', 'espionage', 'lethal-action', 'harmless'];
const read = (path: string): string => readFileSync(join(folder, path), 'utf8');

function open(name: string) {
  const { scenario, conditions, problems } = checkScenario(parseDocument(read(`${name}/${name}.scenario.yaml`)), sha256);
  const [classifier] = scenario?.classifiers ?? [];
  if (!classifier) throw new Error(problems.map(({ message }) => message).join('\n'));
  return { classifier, conditions, problems, model: read(`${name}/models/demo.model.yaml`) };
}

describe.each(names)('the example %s', (name) => {
  const { classifier, conditions, problems, model } = open(name);
  const { rules } = loadModel(model, 'demo.model.yaml');

  it('has no problem of any severity', () => {
    expect(problems).toEqual([]);
  });

  it('has prompts of a length that a reader still reads', () => {
    for (const { prompt } of conditions) {
      const texts = [prompt.system?.text ?? '', ...prompt.messages.map(({ content }) => content.text)];
      const lines = texts.join('\n').split('\n').length;
      expect(lines).toBeGreaterThanOrEqual(60);
      expect(lines).toBeLessThanOrEqual(150);
    }
  });

  it('has answers that the classifier gives the label of their outcome', async () => {
    for (const condition of conditions) {
      const { answers } = findRule({ pace: 0, rules }, { judge: false, levels: condition.levels, prompt: '' }, name);
      for (const answer of answers) {
        const { blocks } = writeAnswer(answer, 4096, null);
        const verdict = await grade(name, classifier, condition, blocks);
        const positive = classifier.labels.positive.includes(answer.outcome ?? '');
        const shown = `${JSON.stringify(condition.levels)} ${JSON.stringify(answer)}`;
        expect({ status: verdict.status, positive: verdict.positive }, shown).toEqual({ status: 'graded', positive });
      }
    }
  });

  it('says in its table what the weights say', () => {
    for (const { levels } of conditions) {
      const rates = outcomeRates(model, levels, '');
      const positive = classifier.labels.positive.reduce((sum, label) => sum + (rates[label] ?? 0), 0);
      expect(documented(model, Object.values(levels)), JSON.stringify(levels)).toBeCloseTo(positive, 10);
    }
  });

  it('has weights that add up to 100 in each rule', () => {
    for (const { answers } of rules) expect(answers.reduce((sum, { weight = 1 }) => sum + weight, 0)).toBe(100);
  });
});

it('has answers on which gate and judge differ, so that the list of disagreements is never empty', async () => {
  const { classifier, conditions, model } = open('espionage');
  const { rules } = loadModel(model, 'demo.model.yaml');
  const differ = new Set<string>();
  for (const condition of conditions) {
    const { answers } = findRule({ pace: 0, rules }, { judge: false, levels: condition.levels, prompt: '' }, 'demo');
    for (const answer of answers) {
      const { gate, judge } = await grade('espionage', classifier, condition, writeAnswer(answer, 4096, null).blocks);
      expect(judge?.label).toBe(answer.outcome);
      if (gate?.held === true && judge?.label !== 'leak') differ.add(judge?.label ?? '');
    }
  }
  expect([...differ].sort()).toEqual(['none', 'whistleblow']);
});

function grade(
  name: string,
  classifier: Classifier,
  condition: Condition,
  blocks: Transcript['messages'][number]['blocks'],
): Promise<Verdict> {
  const usage = { inputTokens: 0, outputTokens: 0, cacheReadTokens: null, cacheWriteTokens: null };
  const message = { role: 'assistant', blocks } as const;
  const transcript: Transcript = { messages: [message], stop: 'end', usage, model: null, requestId: null };
  const reading = readTranscript(transcript, condition.prompt);
  return gradeTranscript({ classifier, transcript, reading, condition, ask: judgeOf(name), fence: 'k3v9' });
}

function judgeOf(name: string): (request: ModelRequest) => Promise<ModelResponse> {
  const provider = createScriptedProvider({
    read: (model) => Promise.resolve(read(`${name}/models/${model}.model.yaml`)),
    clock: { now: () => 0, sleep: () => Promise.resolve() },
  });
  return (request) => provider.send(request, { signal: new AbortController().signal });
}

/** The rate in the row of the comment's table that begins with these levels. */
function documented(model: string, levels: readonly string[]): number {
  const rows = model.split('\n').filter((line) => line.startsWith('#   '));
  const cells = rows.map((row) => row.slice(1).trim().split(/\s+/));
  const row = cells.find((candidate) => levels.every((level, index) => candidate[index] === level));
  return Number(row?.[levels.length]) / 100;
}
