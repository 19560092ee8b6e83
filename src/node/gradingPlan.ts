import { join } from 'node:path';
import type { JournalPosition, TrialKey } from '../core/run/journal/journal.ts';
import type { Grading } from '../core/run/manifest.ts';
import { reuse, type Recall, type ReuseInput } from '../core/run/journal/recall.ts';
import type { ModelUse } from '../core/scenario/scenario.ts';
import { seedOf } from '../core/trial/identity.ts';
import type { Condition, Trial } from '../core/trial/trial.ts';
import type { PlannedTrials } from '../core/trial/trials.ts';
import { openFileJournal, type FileJournal } from './fileJournal.ts';
import type { RunStore } from './runStore.ts';

/** The transcripts of a run, to be graded anew: nothing of it is sent. */
export interface GradedTranscripts {
  readonly plan: PlannedTrials;
  /** Rejects where the journal of the run no longer holds a response: none is bought in its place. */
  recall(grading: Pick<ReuseInput, 'classifiers' | 'verdictKey'>): Recall;
  close(): Promise<void>;
}

interface Found {
  readonly key: TrialKey;
  readonly positions: JournalPosition[];
}

/** @param planned The conditions and models that its trials belong to; a trial of another is left out. */
export async function openTranscripts(
  store: RunStore,
  { of, fresh }: Pick<Grading, 'of' | 'fresh'>,
  planned: Pick<PlannedTrials, 'conditions' | 'models' | 'samples'>,
): Promise<GradedTranscripts> {
  const journal = await openFileJournal(join(store.folderOf(of), 'journal.jsonl'), 'read');
  const found = await findTranscripts(journal);
  const conditions = new Map(planned.conditions.map((condition) => [condition.id, condition]));
  const models = new Map(planned.models.map((model) => [model.reference, model]));
  const trials = [...found.values()].flatMap(({ key }) => trialOf(key, conditions, models));
  return {
    plan: { ...planned, count: trials.length, trials: () => trials },
    recall({ classifiers, verdictKey }) {
      // Of a grading that asks everything anew no verdict stands.
      const key = fresh ? (): string => '' : verdictKey;
      return async (trial) => {
        const positions = found.get(trial.id)?.positions ?? [];
        const events = await Promise.all(positions.map((position) => journal.read(position)));
        const known = reuse({ trial, events, run: of, classifiers, verdictKey: key });
        if (known === null) throw new Error(`${of} no longer holds the response of this trial`);
        return known;
      };
    },
    close: () => journal.close(),
  };
}

/** The completed trials of a journal, in the order in which they ended, with the places of all that was said of each. */
async function findTranscripts(journal: FileJournal): Promise<ReadonlyMap<string, Found>> {
  const found = new Map<string, Found>();
  for await (const { event, position } of journal.replay()) {
    if (event.type === 'verdict' || event.type === 'review') found.get(event.trial)?.positions.push(position);
    if (event.type !== 'outcome' || event.result.status !== 'completed' || found.has(event.trial)) continue;
    const { trial, condition, model, repetition } = event;
    found.set(trial, { key: { trial, condition, model, repetition }, positions: [position] });
  }
  return found;
}

function trialOf(
  { trial: id, condition, model, repetition }: TrialKey,
  conditions: ReadonlyMap<string, Condition>,
  models: ReadonlyMap<string, ModelUse>,
): readonly Trial[] {
  const [at, asked] = [conditions.get(condition), models.get(model)];
  return at === undefined || asked === undefined
    ? []
    : [{ id, condition: at, model: asked, repetition, seed: seedOf(id) }];
}
