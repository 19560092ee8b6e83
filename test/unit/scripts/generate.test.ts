import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { formatReference } from '../../../scripts/formatReference.ts';
import { validateManifest } from '../../../src/core/run/generated/validateManifest.js';
import type { RunManifest } from '../../../src/core/run/manifest.ts';

const root = join(import.meta.dirname, '../../..');

test('the generated files are as the schemas say', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['scripts/generate.ts', '--check'], { cwd: root });
  expect(stdout).toBe('');
});

test.each(['src/core/scenario/generated/validateScenario.js', 'src/core/run/generated/validateManifest.js'])(
  '%s asks for no other module',
  async (path) => {
    const text = await readFile(join(root, path), 'utf8');
    expect(text).not.toMatch(/\bimport\s*[({'"*]|^import /m);
    expect(text).not.toContain('Dynamic require');
  },
);

describe('the reference page', () => {
  const page = formatReference(
    {
      title: 'File',
      description: 'A file.',
      type: 'object',
      required: ['id'],
      properties: {
        id: { description: 'Its name.', type: 'string', examples: ['a-b'] },
        size: { description: 'How much | many.', type: 'integer', minimum: 1, maximum: 2_000, default: 5 },
        choice: { $ref: '#/definitions/choice' },
        map: { type: 'object', additionalProperties: { anyOf: [{ type: 'string' }, { type: 'boolean' }] } },
        inner: {
          description: 'More.',
          type: 'object',
          properties: { deep: { description: 'Deep.', enum: ['x', 'y'] } },
        },
      },
      definitions: {
        choice: {
          title: 'Choice',
          description: 'This or that.',
          anyOf: [
            { type: 'string' },
            { type: 'object', required: ['a'], properties: { a: { description: 'A.', type: 'string' } } },
            { type: 'object', required: ['b'], properties: { b: { description: 'B.', type: 'string' } } },
          ],
        },
      },
    },
    'The format',
    'schemas/file.schema.json',
  );

  test.each([
    '# The format',
    '[`schemas/file.schema.json`](../schemas/file.schema.json)',
    '| `id` (required) | text | Its name. Example: `a-b`. |',
    '| `size` | whole number, at least 1, at most 2,000 | How much \\| many. Default: `5`. |',
    '| `choice` | [Choice](#choice) | This or that. |',
    '| `map` | map of names to (text or `true` or `false`) |  |',
    '### In `inner`\n\n| Key | Type | Meaning |\n| --- | --- | --- |\n| `deep` | `x` or `y` | Deep. |',
    '## Choice\n\nThis or that.\n\nOne of:\n\n- text\n- map with one of the keys below',
    '| `a` | text | A. |\n| `b` | text | B. |',
  ])('has %j', (text) => {
    expect(page).toContain(text);
  });
});

describe('run.schema.json describes RunManifest', () => {
  const manifest: RunManifest = {
    version: 1,
    run: '2026-03-02T09-12-00-abc123',
    createdAt: '2026-03-02T09:12:00Z',
    scenarist: '0.1.0',
    parser: 1,
    scenario: { path: 'a.scenario.yaml', id: 'a', title: 'A', sha256: '0'.repeat(64), text: 'id: a' },
    sources: [{ model: 'scripted/demo', text: 'rules: []' }],
    conditions: [
      {
        id: '0123456789',
        levels: { goal: 'none' },
        same: [],
        system: null,
        messages: [{ role: 'user', content: 'Go.' }],
      },
    ],
    models: [
      {
        model: 'scripted/demo',
        parameters: { maxTokens: 1, reasoning: { effort: 'high' } },
        label: 'scripted, not a model',
      },
      {
        model: 'anthropic/a',
        parameters: { maxTokens: 1, temperature: 1, topP: 1, reasoning: { budget: 1 } },
        label: null,
      },
    ],
    samples: 1,
    planned: 2,
  };

  test('it takes one', () => {
    expect(validateManifest(manifest)).toEqual([]);
  });

  test('and misses each key that is not there', () => {
    for (const key of Object.keys(manifest)) {
      const rest = Object.fromEntries(Object.entries(manifest).filter(([name]) => name !== key));
      expect(validateManifest(rest)).toMatchObject([{ keyword: 'required', params: { missingProperty: key } }]);
    }
  });
});
