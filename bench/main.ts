/** `npm run bench`: figures beside the yardstick that was measured in the same run. Nothing here fails a build. */
import { cpus, loadavg } from 'node:os';
import { benchBesideLanguageServer } from './besideLanguageServer.ts';
import { benchBill } from './bill.ts';
import { benchLargeEditor } from './largeEditor.ts';
import { benchLargeFile } from './largeFile.ts';
import { formatRows, type Row } from './report.ts';
import { benchLargePanel } from './largePanel.ts';
import { benchLargeRun } from './largeRun.ts';
import { benchMemory, benchThroughput } from './service.ts';
import { benchSizes } from './sizes.ts';
import { benchValidate } from './validate.ts';

const parts: Readonly<Record<string, readonly [title: string, run: () => readonly Row[] | Promise<readonly Row[]>]>> = {
  sizes: ['Size and loading', benchSizes],
  validate: ['Checking files, as a process', benchValidate],
  large: ['Checking 1,000 lines, warm', benchLargeFile],
  editor: ['Writing in 10,000 lines, each text for the first time', benchLargeEditor],
  server: ['Beside yaml-language-server, in one process, warm', benchBesideLanguageServer],
  run: ['A run of 100,000 trials in the extension host', benchLargeRun],
  panel: ['The panel on a run of 100,000 trials', benchLargePanel],
  throughput: ['10,000 trials at concurrency 100, 20 ms latency', benchThroughput],
  bill: ['The bill of the examples at 100 samples, by a simulation of the prices', benchBill],
  memory: ['Peak memory of 10,000 trials, of that of 1,000', benchMemory],
};

const asked = process.argv.slice(2);
console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, load ${loadavg()[0]?.toFixed(1) ?? '?'}\n`,
);
for (const [name, [title, run]] of Object.entries(parts)) {
  if (asked.length === 0 || asked.includes(name)) console.log(formatRows(title, await run()));
}
