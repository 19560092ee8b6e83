import type { Approver } from '../../core/run/approval/approver.ts';
import { createUniformPolicy, createPolicy } from '../../core/run/approval/policy.ts';
import { readApprovals } from '../../core/run/approval/readApprovals.ts';
import type { ModelUse, Tool } from '../../core/scenario/scenario.ts';
import { askingTools } from '../../core/trial/offeredTools.ts';
import type { Condition } from '../../core/trial/trial.ts';
import { askOnTerminal } from './askOnTerminal.ts';
import { codeFrame } from '../text/codeFrame.ts';
import { UsageError } from '../exitCode.ts';
import { readNamedFile } from '../input/files.ts';
import type { Output } from '../output.ts';

export interface ChosenApprover {
  /** One for each run. */
  readonly approverOf: () => Approver;
  /** Questions are on the terminal, where a progress bar would be in their way. */
  readonly asksHere: boolean;
}

/** What is run: of a run that is replayed nobody is asked anything. */
export interface Asking {
  readonly conditions: readonly Pick<Condition, 'prompt'>[];
  readonly models: readonly Pick<ModelUse, 'profile'>[];
}

/** Who decides on actions whose tools ask. Throws `UsageError` where that is not said, or cannot be. */
export async function chooseApprover(
  option: string | undefined,
  runs: readonly Asking[],
  output: Output,
): Promise<ChosenApprover> {
  const asking = runs.filter(({ models }) => models.some(({ profile }) => profile !== 'replay'));
  const tools = askingTools(asking.flatMap(({ conditions }) => conditions));
  if (option === 'all' || option === 'none') return rules(createUniformPolicy(option === 'all'));
  if (option !== undefined && option !== 'ask') return rules(await readPolicy(option, tools, output));
  if (tools.length === 0) return rules(createPolicy([]));
  if (process.stdin.isTTY && process.stderr.isTTY)
    return { approverOf: askOnTerminal(processTerminal()), asksHere: true };
  const [{ id } = { id: 'a tool' }] = tools;
  throw new UsageError(
    option === 'ask'
      ? '--approve ask needs a terminal to ask on: say --approve all, none, or a file of rules'
      : `a person has to approve the use of ${id}, and there is no terminal to ask on: say --approve all, none, or a file of rules`,
  );
}

function rules(approver: Approver): ChosenApprover {
  return { approverOf: () => approver, asksHere: false };
}

async function readPolicy(path: string, tools: readonly Tool[], output: Output): Promise<Approver> {
  const { rules: read, problems, document } = readApprovals(await readNamedFile(path), tools);
  for (const problem of problems) output.note(codeFrame(path, document, problem, output));
  if (read === null) throw new UsageError(`--approve ${path} has errors: mend them first`);
  return createPolicy(read);
}

function processTerminal() {
  const interrupt = (): void => void process.emit('SIGINT');
  return { input: process.stdin, output: process.stderr, interrupt };
}
