import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { median, type Row } from './report.ts';

const processes = 5;
const tasks = ['yaml', 'shippedYaml', 'read', 'check'] as const;

/**
 * All that is known about a scenario of 1,000 lines, beside yaml's parser alone on the same text. Each in processes of its own,
 * in turns: in one process each would pay for what the others leave behind, and for what V8 learned from them.
 */
export async function benchLargeFile(): Promise<readonly Row[]> {
  const times = new Map(tasks.map((task): [string, number[]] => [task, []]));
  for (let round = 0; round < processes; round++) for (const [task, found] of times) found.push(await timeOf(task));
  const [yaml, shipped, read, check] = tasks.map((task) => median(times.get(task) ?? []));
  if (yaml === undefined || shipped === undefined || read === undefined || check === undefined) return [];
  const note = `${(check / shipped).toFixed(2)} × of the build of yaml that we ship, ${shipped.toFixed(2)} ms`;
  return [
    { what: "yaml's parser alone", value: yaml, unit: 'ms', atMost: null },
    { what: 'reading the document', value: read / yaml, unit: '×', atMost: null },
    { what: 'validation', value: check / yaml, unit: '×', atMost: 1.5, note },
  ];
}

async function timeOf(task: string): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, ['bench/largeFileTask.ts', task]);
  return Number(stdout);
}
