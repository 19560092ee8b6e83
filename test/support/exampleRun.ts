import type { Provider } from '../../src/core/provider/provider.ts';
import { executeRun } from '../../src/core/run/executeRun.ts';
import type { Journal, VerdictEvent } from '../../src/core/run/journal/journal.ts';
import { createUniformPolicy } from '../../src/core/run/approval/policy.ts';
import { recallNothing } from '../../src/core/run/journal/recall.ts';
import type { Clock } from '../../src/core/text/ports.ts';
import { planTrials } from '../../src/core/trial/trials.ts';
import { createVerdictKeys } from '../../src/core/verdict/verdictKey.ts';
import { sha256 } from '../../src/node/sha256.ts';
import { createScriptedProvider } from '../../src/providers/scripted/scriptedProvider.ts';
import { unlimited } from './prices.ts';
import { check, exampleModel, exampleText, type ExampleName } from './examples.ts';

/** Runs all conditions of an example on its scripted model, as the product does, and gives every verdict. */
export async function* exampleVerdicts(example: ExampleName, samples: number): AsyncGenerator<VerdictEvent> {
  const { scenario, conditions } = check(exampleText(example));
  if (scenario === null) throw new Error(`${example} has errors`);
  const { models } = scenario.run;
  const sources = new Map(models.map(({ reference, name }) => [reference, exampleModel(example, name) ?? '']));
  const provider = exampleProvider(example);
  const events = executeRun({
    plan: planTrials({ conditions, models, samples, sources, hash: sha256 }),
    recall: recallNothing,
    verdictKey: createVerdictKeys(sources, sha256),
    scenario,
    providers: () => Promise.resolve(provider),
    approver: createUniformPolicy(true),
    budget: unlimited,
    journal: noJournal,
    clock: impatientClock,
    log: {
      debug: () => undefined,
      info: () => undefined,
      warn: () => undefined,
      error: (message, cause) => {
        throw new Error(message, { cause });
      },
    },
    hash: sha256,
    random: () => 'marker',
    concurrency: 16,
    signal: new AbortController().signal,
  });
  for await (const event of events) if (event.type === 'journaled' && event.event.type === 'verdict') yield event.event;
}

function exampleProvider(example: ExampleName): Provider {
  return createScriptedProvider({
    read: (name) => Promise.resolve(exampleModel(example, name)),
    clock: impatientClock,
  });
}

/** A model may answer at a pace that can be watched, which nobody does here. */
const impatientClock: Clock = { now: () => 0, sleep: () => Promise.resolve() };

/** Takes every event and keeps none: a calibration looks at tens of thousands. */
const noJournal: Journal = {
  append: () => Promise.resolve({ offset: 0, length: 0 }),
  read: () => Promise.reject(new Error('nothing is kept')),
  async *replay() {
    // Nothing is kept.
  },
  close: () => Promise.resolve(),
};
