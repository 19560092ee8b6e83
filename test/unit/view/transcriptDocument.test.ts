import { expect, it } from 'vitest';
import { transcriptDocument } from '../../../src/core/view/transcriptDocument.ts';
import { transcriptView } from '../../../src/core/view/transcriptView.ts';
import { readTrialEvents } from '../../../src/core/run/trialEvents.ts';
import { answerOf, fakeProvider, testRun } from '../../support/runs.ts';

it('reads a transcript as a text, the same where the transcripts are', async () => {
  const run = testRun({ provider: fakeProvider(() => answerOf('I leak it.')), threats: ['high'], samples: 2 });
  const state = await run.run();
  const texts = await Promise.all(
    [...state.trials()].map(async ({ id }) => {
      const view = transcriptView(state, id, await readTrialEvents(state, run.journal, id));
      return view === null ? '' : transcriptDocument(view);
    }),
  );
  expect(texts[0]).toBe('threat: high\nmodel: fake/a\nleak: leak\n\n──────── text ────────\nI leak it.\n');
  expect(texts[1]).toBe(texts[0]);
});
