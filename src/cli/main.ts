import { Command, CommanderError } from 'commander';
import { version } from '../node/version.ts';
import { environmentKeys } from '../node/environmentKeys.ts';
import { redact } from '../node/redact.ts';
import { commands } from './commands.ts';
import { exitCode, UsageError } from './exitCode.ts';

/** The composition root of the CLI. Resolves to the exit code; every error is printed as a sentence. */
export async function main(args: readonly string[]): Promise<number> {
  let code: number = exitCode.fine;
  const finish = (result: number): void => void (code = result);
  const program = new Command('scenarist')
    .description('Check, render and run agentic-misalignment scenarios.')
    .version(version, '-V, --version', 'print the version')
    .exitOverride();
  for (const command of commands(finish)) program.addCommand(command);
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    // Commander has printed its own message by now: help asked for is fine, anything else is a misuse.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.fine : exitCode.usage;
    if (error instanceof UsageError) {
      process.stderr.write(`${redact(error.message, environmentKeys())}\n`);
      return exitCode.usage;
    }
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(
      `${redact(`This is a fault in Scenarist, not in your files. Please report it with:\n${detail}`, environmentKeys())}\n`,
    );
    return exitCode.fault;
  }
}
