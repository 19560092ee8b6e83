/** Part of the CLI's contract: CI jobs branch on these. Where several hold, the first of this list wins. */
export const exitCode = {
  usage: 2,
  stopped: 4,
  trialsFailed: 3,
  problems: 1,
  fine: 0,
  /** None of the contract's: a fault of Scenarist must not look like a result. EX_SOFTWARE of sysexits.h. */
  fault: 70,
} as const;

/** The first of the list above that holds for one of several. */
export function worstExitCode(codes: readonly number[]): number {
  return Object.values(exitCode).find((code) => codes.includes(code)) ?? exitCode.fine;
}

/** Something the caller has to mend in the command line or the files it names: printed without a stack, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
