import { exampleNames, exampleText } from '../test/support/examples.ts';
import { createLanguageServer } from '../test/support/languageServer.ts';
import { largeScenario } from './largeScenario.ts';
import { median, type Row } from './report.ts';
import { shippedCore } from './shippedCore.ts';

const warmUp = 5;
const rounds = 15;
/** In a row, so that most of what a task leaves for the garbage collector is collected in its own time. */
const times = 10;

/** Two thirds of the language server's time for what both find out: whether a file is YAML and as the schema says. */
const target = 2 / 3;

/** The generic language server with our schema, beside our own checks of the same texts. Warm, in turns. */
export async function benchBesideLanguageServer(): Promise<readonly Row[]> {
  return [
    ...(await compare('1,000 lines', [largeScenario(1_000)])),
    ...(await compare('four examples', exampleNames.map(exampleText))),
  ];
}

async function compare(what: string, texts: readonly string[]): Promise<readonly Row[]> {
  const server = createLanguageServer();
  const { parseDocument, schemaProblems, checkFile, sha256 } = await shippedCore();
  // YAML and the schema, as the language server knows them; no names, no prompts, no experiment.
  const schemaCheck = (text: string): number => {
    const document = parseDocument(text);
    return document.problems.length + schemaProblems(document).length;
  };
  const check = (text: string): number => checkFile(parseDocument(text), sha256).problems.length;
  for (const text of texts) {
    if ((await server(text))?.length !== 0)
      throw new Error('the language server finds something in a scenario to measure');
  }
  const tasks = [server, schemaCheck, check];
  const means = tasks.map((): number[] => []);
  for (let round = -warmUp; round < rounds; round++) {
    for (const [index, task] of tasks.entries()) {
      const started = performance.now();
      for (let time = 0; time < times; time++) for (const text of texts) await task(text);
      if (round >= 0) means[index]?.push((performance.now() - started) / times);
    }
  }
  const [theirs = Number.NaN, same = Number.NaN, all = Number.NaN] = means.map(median);
  return [
    { what: `${what}, the language server`, value: theirs, unit: 'ms', atMost: null },
    { what: `${what}, the same`, value: same / theirs, unit: '×', atMost: target, note: inMs(same) },
    { what: `${what}, all that is checked`, value: all / theirs, unit: '×', atMost: null, note: inMs(all) },
  ];
}

function inMs(time: number): string {
  return `${time.toFixed(2)} ms`;
}
