import { resolve } from 'node:path';
import { createReport } from '../../exchange/report.ts';
import type { ReportFormat } from '../../exchange/reportFormats.ts';
import type { ReportSource, ReportText } from '../../exchange/reportSource.ts';
import { createTextCleaner } from '../../node/cleanText.ts';
import { environmentKeys } from '../../node/environmentKeys.ts';
import { inChunks, writeTextStream } from '../../node/writeTextStream.ts';
import { version } from '../../node/version.ts';
import { exitCode, UsageError } from '../exitCode.ts';
import { systemCode } from '../input/files.ts';
import { openNamedRun } from '../input/openNamedRun.ts';
import type { Output } from '../output.ts';

export interface ReportChoice {
  readonly as: ReportFormat;
  /** `-`: stdout. */
  readonly output: string;
  readonly out: string;
  readonly transcripts: number;
}

/** Writes a run in another form, to a file or to stdout. What the run came to changes nothing of the exit code: 0 is written. */
export async function reportCommand(named: string, choice: ReportChoice, output: Output): Promise<number> {
  const session = await openNamedRun(named, choice.out, output);
  try {
    const source: ReportSource = {
      state: session.state,
      trialEvents: (trial) => session.trialEvents(trial),
      clean: createTextCleaner(resolve(session.folder, '..', '..', '..'), environmentKeys()),
      scenarist: version,
    };
    await write(createReport(choice.as, source, choice), choice.output, output);
  } finally {
    await session.close();
  }
  return exitCode.fine;
}

async function write(text: ReportText, path: string, output: Output): Promise<void> {
  if (path === '-') return print(text);
  try {
    await writeTextStream(path, text);
  } catch (error) {
    const code = systemCode(error);
    if (code === null) throw error;
    throw new UsageError(`${path} cannot be written (${code}): name a file in a folder that exists`);
  }
  output.note(`${path} is written`);
}

/** Waits for whoever reads; one who has read enough ends it. */
async function print(text: ReportText): Promise<void> {
  const gone = new Promise<'gone'>((resolve, reject) => {
    process.stdout.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') resolve('gone');
      else reject(error);
    });
  });
  for await (const chunk of inChunks(text)) {
    if (process.stdout.write(chunk)) continue;
    const drained = new Promise<'drained'>((resolve) => process.stdout.once('drain', () => resolve('drained')));
    if ((await Promise.race([drained, gone])) === 'gone') return;
  }
}
