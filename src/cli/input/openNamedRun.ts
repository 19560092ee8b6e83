import { openStoredRun, type RunSession } from '../../node/runSession.ts';
import { UsageError } from '../exitCode.ts';
import { findRun } from './findRun.ts';
import { notes, type Output } from '../output.ts';

/** A run for reading, named by its folder or by its name under `--out`. Rejects with a sentence where it cannot be read. */
export async function openNamedRun(named: string, out: string, output: Output): Promise<RunSession> {
  const { root, run } = await findRun(named, out);
  const session = await openStoredRun({ root, run, log: notes(output) }).catch((error: unknown) => {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  });
  if (session === null)
    throw new UsageError(`${named} was made by a version of Scenarist that read its scenario differently`);
  if (session.readOnly) output.note(`${run} is under way: what follows is of the trials that have ended by now`);
  return session;
}
