import { expect, it } from 'vitest';
import { findRun } from '../../../src/cli/input/findRun.ts';
import { createFolder } from '../../support/cli.ts';

it('finds a run by its folder or its name, and says where one belongs that was moved', async () => {
  await using folder = await createFolder({
    '.scenarist/runs/a/run.json': '{}',
    'moved/run.json': '{}',
    'b/c.txt': '',
  });
  const { path } = folder;
  const found = { root: path, run: 'a' };
  expect(await findRun(`${path}/.scenarist/runs/a`, '.')).toEqual(found);
  expect(await findRun('a', path)).toEqual(found);
  await expect(findRun(`${path}/moved`, '.')).rejects.toThrow('move it to .scenarist/runs/moved of some folder');
  await expect(findRun(`${path}/b`, '.')).rejects.toThrow('there is no run');
});
