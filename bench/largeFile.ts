import { parseDocument as parseYaml } from 'yaml';
import { parseDocument } from '../src/core/document/parseDocument.ts';
import { checkScenario } from '../src/core/trial/check.ts';
import { sha256 } from '../src/node/sha256.ts';
import { largeScenario } from './largeScenario.ts';
import { median, type Row } from './report.ts';

const rounds = 200;

/** All that is known about a scenario of 1,000 lines, beside yaml's parser alone on the same text. Warm, in turns. */
export function benchLargeFile(): readonly Row[] {
  const text = largeScenario(1_000);
  const { problems } = checkScenario(parseDocument(text), sha256);
  if (problems.length > 0) throw new Error(`the scenario to measure has problems: ${JSON.stringify(problems[0])}`);
  const tasks = [() => parseYaml(text), () => parseDocument(text), () => checkScenario(parseDocument(text), sha256)];
  const times = tasks.map((): number[] => []);
  for (let round = -rounds; round < rounds; round++) {
    for (const [index, task] of tasks.entries()) {
      const started = performance.now();
      task();
      if (round >= 0) times[index]?.push(performance.now() - started);
    }
  }
  const [yaml = Number.NaN, parsed = Number.NaN, checked = Number.NaN] = times.map(median);
  return [
    { what: "yaml's parser alone", value: yaml, unit: 'ms', atMost: null },
    { what: 'reading the document', value: parsed / yaml, unit: '×', atMost: null },
    { what: 'validation', value: checked / yaml, unit: '×', atMost: 1.5 },
  ];
}
