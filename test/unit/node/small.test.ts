import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { environmentKey, environmentKeys } from '../../../src/node/environmentKeys.ts';
import { redact } from '../../../src/node/redact.ts';
import { createScriptedFiles } from '../../../src/node/scriptedFiles.ts';
import { sha256 } from '../../../src/node/sha256.ts';
import { systemClock } from '../../../src/node/systemClock.ts';

test('sha256 is the published one, of UTF-8', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(sha256('é')).toBe('4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c');
});

test('a wait ends when its signal aborts, before or during', async () => {
  const controller = new AbortController();
  const wait = systemClock.sleep(3_600_000, controller.signal);
  controller.abort();
  await wait;
  await systemClock.sleep(3_600_000, controller.signal);
  expect(controller.signal.aborted).toBe(true);
});

describe('no key reaches a log', () => {
  test.each([
    ['failed with sk-ant-api03-abcdefghijklmnop', 'failed with [key]'],
    ['{"x-api-key":"abcd1234efgh"}', '{"x-api-key":"[key]"}'],
    ['Authorization: Bearer abc.def.ghi', 'Authorization: [key]'],
    ['api_key=hunter2hunter2', 'api_key=[key]'],
    ['API key AIzaSyNotARealKey0123456789abcdefghij', 'API key [key]'],
    ['nothing to hide: task-12, risk-averse', 'nothing to hide: task-12, risk-averse'],
  ])('%s', (line, safe) => expect(redact(line)).toBe(safe));

  test('that is known, whatever it looks like; a word is not taken for one', () => {
    expect(redact('sent hunter2-and-more to a', ['hunter2', 'hunter2-and-more', 'a'])).toBe('sent [key] to a');
  });
});

test.each([
  ['anthropic', 'ANTHROPIC_API_KEY'],
  ['google', 'GEMINI_API_KEY'],
  ['my-lab', 'MY_LAB_API_KEY'],
])('the key of %s is in %s, and the redactor gets it', (profile, variable) => {
  expect(environmentKey(profile)).toBeNull();
  vi.stubEnv(variable, ' a-key-of-a-test\n');
  expect(environmentKey(profile)).toBe('a-key-of-a-test');
  expect(environmentKeys()).toContain('a-key-of-a-test');
  vi.unstubAllEnvs();
});

describe('scripted model files', () => {
  let root = '';
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'scenarist-models-'));
    await mkdir(join(root, 'inside/models'), { recursive: true });
    await writeFile(join(root, 'inside/beside.model.yaml'), 'beside');
    await writeFile(join(root, 'inside/models/folder.model.yaml'), 'folder');
    await writeFile(join(root, 'secret.model.yaml'), 'secret');
    await symlink(join(root, 'secret.model.yaml'), join(root, 'inside/link.model.yaml'));
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  test.each([
    ['beside', 'beside'],
    ['folder', 'folder'],
    ['missing', null],
    ['../secret', null],
    ['link', null],
  ])('%s → %s', async (name, text) => {
    const read = createScriptedFiles(join(root, 'inside/a.scenario.yaml'), join(root, 'inside'));
    expect(await read(name)).toBe(text);
  });
});
