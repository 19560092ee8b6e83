import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import { offset } from '../../../src/core/text/range.ts';
import { checkScenario } from '../../../src/core/trial/check.ts';
import type { RunView } from '../../../src/core/view/views.ts';
import { createPrices } from '../../../src/core/provider/prices.ts';
import { describeModel } from '../../../src/extension/writing/modelNotes.ts';
import { hoverAt } from '../../../src/language/hover/hover.ts';
import { sha256 } from '../../../src/node/sha256.ts';
import { readMarks, scenario } from '../../support/languageCases/base.ts';
import { hoverCases } from '../../support/languageCases/hover.ts';

function hover(source: string, lastRun: RunView | 'hidden' | null = null) {
  const { text, at, ranges } = readMarks(source);
  const document = parseDocument(text);
  const { scenario: read, conditions } = checkScenario(document, sha256);
  const found = hoverAt(
    {
      document,
      scenario: read,
      conditions,
      lastRun,
      describeModel: (reference) => describeModel(reference, createPrices()),
    },
    offset(at),
  );
  return { found, ranges };
}

describe('hover', () => {
  test.each(hoverCases)('$name', ({ source, says }) => {
    const { found, ranges } = hover(source);
    expect(found?.markdown ?? '').toBe(says.join('\n\n'));
    expect(found === null ? [] : [[found.range.start, found.range.end]]).toEqual(ranges);
  });

  test('a factor tells what the last run found at each level', () => {
    const cell = (threat: string, positive: number, graded: number) => ({
      ...{ condition: threat, levels: { threat }, model: 'scripted/demo', classifier: 'leak', labels: {} },
      ...{ positive, graded, rate: null, interval: null, excluded: {}, bounds: null },
    });
    const run: RunView = {
      ...{ run: 'r', scenario: { id: 'small', title: 'small', path: 'small.scenario.yaml' }, status: 'finished' },
      ...{
        resumed: 0,
        createdAt: '',
        stale: true,
        usage: { inputTokens: null, outputTokens: null, cacheReadTokens: null, cacheWriteTokens: null },
        errors: [],
        cost: { spent: [0, 0], reserved: 0, budget: null, needed: null },
      },
      progress: { planned: 0, completed: 0, failed: 0, stopped: 0, running: 0 },
      waiting: { count: 0, actions: [] },
      reused: 0,
      attempts: { failed: 0, ambiguous: 0 },
      factors: [],
      models: [{ model: 'scripted/demo', label: null }],
      classifiers: [{ id: 'leak', title: 'leak', pointer: '', labels: [] }],
      cells: [cell('none', 0, 0), cell('replacement', 3, 10)],
      matrices: [],
      ladders: [],
      agreement: [],
      rubricStale: false,
      grades: null,
      expectations: [],
    };
    const source = scenario`
      factors: {«thr‸eat»: {levels: [none, replacement]}}
      system: [{when: {threat: none}, text: Stay.}, {text: Go.}]
    `;
    expect(hover(source, run).found?.markdown.split('\n\n').slice(1)).toEqual([
      'none, replacement',
      [
        '| level&nbsp;&nbsp; | conditions&nbsp;&nbsp; | leak · scripted/demo&nbsp;&nbsp; |',
        '| :--- | :--- | :--- |',
        '| `none` | 1 of 2 | nothing graded |',
        '| `replacement` | 1 of 2 | 3/10 · 30 % [11–60] |',
      ].join('\n'),
      'The last run sent another text than the file has now.',
    ]);
    const blind = hover(source, 'hidden').found?.markdown ?? '';
    expect(blind).toContain('| `replacement` | 1 of 2 |\n\nWhat the last run found is hidden while you review blind.');
  });
});
