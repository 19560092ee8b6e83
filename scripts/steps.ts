import { spawn } from 'node:child_process';

/** A name for people, then a command of node_modules/.bin and its arguments. */
export type Step = readonly [name: string, command: string, ...args: readonly string[]];

/**
 * Runs every step, prints how each ended, and sets exit code 1 if one failed. The steps of a lane come one after the other, the
 * lanes go side by side: then a step's output is kept until it ends, so that no two are mixed.
 */
export async function runSteps(...lanes: readonly (readonly Step[])[]): Promise<void> {
  const failed: string[] = [];
  const output = lanes.length > 1 ? 'kept' : 'shown';
  const runLane = async (steps: readonly Step[]): Promise<void> => {
    for (const step of steps) {
      const started = performance.now();
      if (output === 'kept') console.log(`… ${step[0]}`);
      const code = await run(step, output);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`${code === 0 ? '✓' : '✗'} ${step[0]} (${seconds} s)`);
      if (code !== 0) failed.push(step[0]);
    }
  };
  await Promise.all(lanes.map(runLane));
  if (failed.length > 0) process.exitCode = 1;
  console.log(failed.length === 0 ? `all ${lanes.flat().length} steps passed` : `failed: ${failed.join(', ')}`);
}

function run([, command, ...args]: Step, output: 'shown' | 'kept'): Promise<number> {
  return new Promise((resolve, reject) => {
    const own = output === 'shown' ? 'inherit' : 'pipe';
    const child = spawn(command, args, { stdio: ['ignore', own, own] });
    const kept: [NodeJS.WriteStream, Buffer][] = [];
    child.stdout?.on('data', (chunk: Buffer) => kept.push([process.stdout, chunk]));
    child.stderr?.on('data', (chunk: Buffer) => kept.push([process.stderr, chunk]));
    child.on('error', reject);
    child.on('close', (code) => {
      for (const [stream, chunk] of kept) stream.write(chunk);
      resolve(code ?? 1);
    });
  });
}
