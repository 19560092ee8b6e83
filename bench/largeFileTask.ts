/** One task of `largeFile.ts` in a process of its own: prints its median time in milliseconds, warm. */
import { parseDocument as parseYaml } from 'yaml';
import { largeScenario } from './largeScenario.ts';
import { median } from './report.ts';
import { shippedCore } from './shippedCore.ts';

const rounds = 200;

const text = largeScenario(1_000);
const { parseDocument, checkScenario, sha256, parseYaml: parseShipped } = await shippedCore();
const { problems } = checkScenario(parseDocument(text), sha256);
if (problems.length > 0) throw new Error(`the scenario to measure has problems: ${JSON.stringify(problems[0])}`);
const tasks: Readonly<Record<string, () => unknown>> = {
  yaml: () => parseYaml(text),
  shippedYaml: () => parseShipped(text),
  read: () => parseDocument(text),
  check: () => checkScenario(parseDocument(text), sha256),
};
const [name = ''] = process.argv.slice(2);
const task = tasks[name];
if (task === undefined) throw new Error(`${name} is none of ${Object.keys(tasks).join(', ')}`);
const times: number[] = [];
for (let round = -2 * rounds; round < rounds; round++) {
  const started = performance.now();
  task();
  if (round >= 0) times.push(performance.now() - started);
}
console.log(median(times));
