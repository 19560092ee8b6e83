import { createManifest } from '../../core/run/createManifest.ts';
import type { JournalEvent } from '../../core/run/journal/journal.ts';
import type { RunManifest } from '../../core/run/manifest.ts';
import { findModel } from '../../core/scenario/runSettings.ts';
import type { Hash } from '../../core/text/ports.ts';
import { readTranscript } from '../../core/transcript/readTranscript.ts';
import type { Message } from '../../core/transcript/transcript.ts';
import type { Condition } from '../../core/trial/trial.ts';
import { planTrials, type TrialPlan } from '../../core/trial/trials.ts';
import { labelled } from '../../core/verdict/review.ts';
import { conditionOf } from './conditionOf.ts';
import type { ImportedPrompt, ImportedTranscript, ImportTarget, Survey, TranscriptLines } from './imported.ts';
import { readTranscriptLine } from './importedTranscript.ts';

export interface ImportPlan {
  readonly manifest: RunManifest;
  /** What the journal of the run holds. The lines are those that were surveyed. */
  events(lines: TranscriptLines): AsyncIterable<JournalEvent>;
}

const label = 'imported, not run by Scenarist';

export interface ImportMeans {
  /** ISO 8601, UTC, with milliseconds. */
  readonly createdAt: string;
  readonly scenarist: string;
  /** What file the labels are from, for who reads them. */
  readonly source: string;
  readonly hash: Hash;
}

/** Finds the condition of every transcript, and plans the run that holds them. */
export function planImport(survey: Survey, target: ImportTarget, means: ImportMeans): ImportPlan {
  const found = survey.variants.map((_, index) => conditionOf(target.levelsOf(index), target));
  const counts = new Map<string, number>();
  const places = survey.entries.map(({ line, variant, model }) => {
    const place = { condition: found[variant]?.id ?? '', model: survey.models[model] ?? '' };
    const key = `${place.condition} ${place.model}`;
    const repetition = (counts.get(key) ?? 0) + 1;
    counts.set(key, repetition);
    return { line, ...place, repetition };
  });
  const { scenario, path, text, files } = target;
  const plan = planTrials({
    conditions: target.conditions.filter((condition) => found.includes(condition)),
    models: survey.models.flatMap((model) => findModel(scenario, model) ?? []),
    samples: Math.max(...counts.values()),
    sources: new Map(),
    hash: means.hash,
  });
  const manifest = createManifest({
    ...means,
    scenario: { path, id: scenario.id, title: scenario.title, text, files },
    ...{ plan, sources: new Map<string, string>(), labelOf: () => label, budget: { usd: null, prices: [] } },
  });
  return {
    manifest: { ...manifest, planned: places.length },
    events: (lines) => eventsOf(lines, places, plan, target, means),
  };
}

interface Place {
  readonly line: number;
  readonly condition: string;
  readonly model: string;
  readonly repetition: number;
}

async function* eventsOf(
  lines: TranscriptLines,
  places: readonly Place[],
  plan: TrialPlan,
  { scenario, conditions }: ImportTarget,
  { createdAt, source }: ImportMeans,
): AsyncGenerator<JournalEvent> {
  const at = Date.parse(createdAt);
  const byId = new Map(conditions.map((condition) => [condition.id, condition]));
  let [line, next] = [0, 0];
  for await (const text of lines) {
    const place = places[next];
    if (place === undefined || ++line !== place.line) continue;
    next++;
    const trial = plan.trial(place);
    const condition = byId.get(place.condition);
    if (trial === null || condition === undefined) throw new Error(`line ${line} was planned and has no trial`);
    const read = readTranscriptLine(text);
    const { condition: id, model, repetition } = place;
    const key = { trial: trial.id, condition: id, model, repetition };
    yield { type: 'outcome', ...key, ...outcomeOf(read, condition), at };
    for (const [classifier, said] of Object.entries(read.labels)) {
      const labels = scenario.classifiers.find((each) => each.id === classifier)?.labels;
      if (labels === undefined) continue;
      const review = { classifier, ...labelled(labels, said), note: '', by: source, blind: true };
      yield { type: 'review', ...key, review, at };
    }
  }
  if (next < places.length) throw new Error('the file has changed while it was imported');
  yield { type: 'end', reason: 'finished', at };
}

function outcomeOf({ id, prompt, messages: answers, stop }: ImportedTranscript, { prompt: sent }: Condition) {
  const messages = [...unsent(prompt, sent), ...answers];
  const usage = { inputTokens: null, outputTokens: null, cacheReadTokens: null, cacheWriteTokens: null };
  const transcript = { messages, stop, usage, model: null, requestId: null };
  const actions = readTranscript(transcript, sent).actions.filter(({ form }) => form !== 'placeholder').length;
  const result = { status: 'completed', transcript, actions } as const;
  return { result, durationMs: 0, ...(id !== null && { importedAs: id }) };
}

/** What was sent to the model and is not what the condition sends: nothing of it is lost, so it begins the transcript. */
function unsent(prompt: ImportedPrompt | null, sent: Condition['prompt']): readonly Message[] {
  if (prompt === null) return [];
  const { system, user } = prompt;
  if (user === sent.messages[0]?.content.text && (system ?? '') === (sent.system?.text ?? '')) return [];
  const texts = [...(system === null ? [] : [system]), user];
  return [{ role: 'user', blocks: texts.map((text) => ({ type: 'text', text })) }];
}
