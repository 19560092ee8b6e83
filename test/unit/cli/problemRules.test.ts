import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readProblemRules } from '../../../src/cli/text/problemRules.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/problems.md'), 'utf8');

describe('the rules of the page of problems', () => {
  it('has one for every heading of the page', () => {
    const headings = Array.from(page.matchAll(/^### `(.+)`$/gm), ([, code]) => code);
    expect([...readProblemRules(page).keys()]).toEqual(headings);
  });

  it('takes an entry apart', () => {
    const entry =
      '### `odd-name`\n\n*error* · A name that is `odd`. **Do:** choose **another**.\n\n```yaml\nid: x\n```\n';
    expect(readProblemRules(entry).get('odd-name')).toEqual({
      code: 'odd-name',
      severity: 'error',
      meaning: 'A name that is `odd`.',
      remedy: 'choose **another**.',
    });
  });
});
