/** What the README says to type does what it says. */
import { cp, glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createFolder, runCli } from '../support/cli.ts';

const root = join(import.meta.dirname, '..', '..');

/** As a shell would hand them over. */
async function argumentsOf(command: string, cwd: string): Promise<readonly string[]> {
  const args: string[] = [];
  for (const word of command.split(/\s+/)) {
    if (!word.includes('*')) args.push(word);
    else for await (const path of glob(word, { cwd })) args.push(path);
  }
  return args;
}

it('the commands of the README on the examples run as they are printed', async () => {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const commands = [...readme.matchAll(/^npx scenarist (.* ?examples\/.*)$/gm)].flatMap(([, command]) => command ?? []);
  expect(commands.map((command) => command.split(' ')[0])).toEqual(['validate', 'render', 'run', 'test']);
  await using folder = await createFolder();
  await cp(join(root, 'examples'), join(folder.path, 'examples'), { recursive: true });
  for (const command of commands) {
    const { code, stderr } = await runCli(await argumentsOf(command, folder.path), { cwd: folder.path });
    expect({ command, code, stderr }).toEqual({ command, code: 0, stderr: '' });
  }
}, 60_000);
