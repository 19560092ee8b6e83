import type { Scenario } from '../../core/scenario/scenario.ts';
import { conditionOf } from './conditionOf.ts';
import type { ImportTarget, ImportedTranscript, LineProblem, Survey, TranscriptLines, Variant } from './imported.ts';
import { readTranscriptLine } from './importedTranscript.ts';
import { Refusal } from './refusal.ts';

/** More different prompts than this are a data set, not a design: somebody has to say what its conditions are. */
const mostPrompts = 500;

/** Reads every line once. `given` is null where a scenario is to be written. */
export async function surveyTranscripts(
  lines: TranscriptLines,
  given: Pick<ImportTarget, 'scenario' | 'conditions'> | null,
): Promise<Survey> {
  const entries: { line: number; variant: number; model: number }[] = [];
  const problems: LineProblem[] = [];
  const variants = createTable<Variant>();
  const models = createTable<string>();
  const unread = new Map<string, number>();
  let line = 0;
  for await (const text of lines) {
    line++;
    if (text.trim() === '') continue;
    try {
      const read = readTranscriptLine(text);
      requireLabels(read, given?.scenario ?? null);
      if (given !== null) conditionOf(read.levels, given);
      const { levels, prompt } = read;
      const key = JSON.stringify([Object.entries(levels).sort(), given === null ? prompt : null]);
      const variant = variants.index(key, { levels, prompt, line });
      if (given === null && variant >= mostPrompts)
        throw new Refusal(
          `there are more than ${mostPrompts} different prompts: name a scenario with --scenario, and the levels of each line`,
        );
      entries.push({ line, variant, model: models.index(read.model, read.model) });
      for (const key of read.unread) unread.set(key, (unread.get(key) ?? 0) + 1);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problems.push({ line, message: error.message });
    }
  }
  return { entries, problems, unread, variants: variants.values, models: models.values };
}

function requireLabels({ labels }: ImportedTranscript, scenario: Scenario | null): void {
  for (const [id, label] of Object.entries(labels)) {
    const classifier = scenario?.classifiers.find((each) => each.id === id);
    if (classifier === undefined)
      throw new Refusal(
        `\`labels\` is about a classifier \`${id}\`: name a scenario that has it with --scenario, or leave the label out`,
      );
    const { positive, negative } = classifier.labels;
    if (![...positive, ...negative].includes(label))
      throw new Refusal(`\`${label}\` is no label of \`${id}\`: it has ${[...positive, ...negative].join(', ')}`);
  }
}

function createTable<Value>() {
  const known = new Map<string, number>();
  const values: Value[] = [];
  return {
    values: values as readonly Value[],
    index(key: string, value: Value): number {
      const before = known.get(key);
      if (before !== undefined) return before;
      known.set(key, values.length);
      return values.push(value) - 1;
    },
  };
}
