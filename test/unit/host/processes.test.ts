import { describe, expect, it } from 'vitest';
import { DeadlineError, until } from '../../host/poll.ts';
import { isRunning, startProcess } from '../../host/processes.ts';

/** For the slowest machine; a passing test takes a fraction. */
const deadlineMs = 60_000;

const sleep = 'setInterval(() => {}, 1000);';

describe('startProcess', () => {
  it('keeps what was printed, and the exit code', async () => {
    const child = startProcess(process.execPath, [
      '-e',
      'console.log("out"); console.error("err"); process.exitCode = 7;',
    ]);
    expect(await child.ended).toBe(7);
    expect(child.output().split('\n').sort()).toEqual(['', 'err', 'out']);
  });

  it('tells that a command is not there', async () => {
    const child = startProcess('/no/such/command', []);
    expect(await child.ended).toBeNull();
    expect(child.output()).toContain('ENOENT');
    await child.stop();
  });

  it(
    'ends with the process what that has started',
    async () => {
      // The grandchild holds the same stdout: the streams close, and so `ended` settles, only when it is gone too.
      const grandchild = `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(sleep)}], {stdio: "inherit"});`;
      const child = startProcess(process.execPath, ['-e', `${grandchild} console.log("ready"); ${sleep}`]);
      await until('the process is ready', deadlineMs, () => Promise.resolve(child.output().includes('ready')));
      await child.stop();
      expect(isRunning(child.pid)).toBe(false);
    },
    deadlineMs,
  );
});

describe('until', () => {
  it('gives the first answer', async () => {
    const answers = [undefined, false, 0, 1] as const;
    let asked = 0;
    expect(await until('an answer', deadlineMs, () => Promise.resolve(answers[asked++]))).toBe(0);
  });

  it('names what did not come', async () => {
    const waiting = until('the tide', 0, () => Promise.resolve(undefined));
    await expect(waiting).rejects.toThrow(DeadlineError);
    await expect(waiting).rejects.toThrow('the tide');
  });

  it('passes on what the probe throws', async () => {
    await expect(until('x', deadlineMs, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });
});
