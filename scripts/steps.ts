import { spawn } from 'node:child_process';

/** A name for people, then a command of node_modules/.bin and its arguments. */
export type Step = readonly [name: string, command: string, ...args: readonly string[]];

/** Runs every step, prints how each ended, and sets exit code 1 if one failed. */
export async function runSteps(steps: readonly Step[]): Promise<void> {
  const failed: string[] = [];
  for (const step of steps) {
    const started = performance.now();
    const code = await run(step);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${code === 0 ? '✓' : '✗'} ${step[0]} (${seconds} s)`);
    if (code !== 0) failed.push(step[0]);
  }
  console.log(failed.length === 0 ? `all ${steps.length} steps passed` : `failed: ${failed.join(', ')}`);
  if (failed.length > 0) process.exitCode = 1;
}

function run([, command, ...args]: Step): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
