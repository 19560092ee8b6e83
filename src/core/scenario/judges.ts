import { joinPointer } from '../text/json.ts';
import type { Judge as JudgeShape, ScenarioFile } from './generated/scenarioFile.ts';
import type { Ids } from './ids.ts';
import { field, isMap, isPresent, numberIn, stringIn, stringsIn, type Part } from './parts.ts';
import { addKeys } from './placeholders.ts';
import { replacement, type Reader } from './reader.ts';
import { splitModel } from './runSettings.ts';
import type { Judge, Source } from './classifier.ts';
import { readString } from './texts.ts';

/** What a judge may leave to the rest of the file. */
export interface JudgeDefaults {
  readonly probes: Ids;
  /** `run`, which may name the model of judges. */
  readonly run: Part<ScenarioFile['run']>;
}

const maxTokens = 2048;

/** A judge of the author's own; null where it cannot be asked. */
export function readJudge(
  reader: Reader,
  defaults: JudgeDefaults,
  part: Part<JudgeShape>,
  mayHaveGate: boolean,
): Judge | null {
  if (!isMap(part)) return null;
  requireKeys(reader, part);
  const when = field(part, 'when');
  if (when.value === 'gate' && !mayHaveGate) {
    const message =
      '`when: gate` asks the judge only where the gate holds, and this classifier has no gate. Write `when: always`, or add a `gate`.';
    const place = reader.atValue(when);
    reader.error('judge-without-gate', place, message, {
      fixes: [replacement('Change to `always`', place.range, 'always')],
    });
  }
  const question = readString(reader, field(part, 'question'));
  const model = readJudgeModel(reader, defaults, part, part);
  if (question === null || model === null) return null;
  return {
    when: when.value === 'gate' ? 'gate' : 'always',
    sees: readSees(reader, defaults.probes, field(part, 'sees')),
    model,
    maxTokens: judgeTokens(part),
    votes: judgeVotes(part),
    question,
    pointer: part.pointer,
  };
}

/** The schema cannot say it: the judge of a built-in classifier needs none of these. */
function requireKeys(reader: Reader, part: Part<JudgeShape>): void {
  if (reader.hasStrayKey(part)) return;
  for (const key of ['when', 'sees', 'question'] as const) {
    if (isPresent(field(part, key))) continue;
    const place = { ...reader.atKey(part), pointer: joinPointer(part.pointer, key) };
    const fixes = addKeys(reader.document, part.pointer, [key]);
    reader.error('missing-key', place, `\`${key}\` is missing here. Add it.`, { fixes });
  }
}

/** The most tokens of a judge's answer. */
export function judgeTokens(part: Part<JudgeShape>): number {
  return numberIn(field(part, 'max_tokens')) ?? maxTokens;
}

/** How often it is asked the same. */
export function judgeVotes(part: Part<JudgeShape>): number {
  return numberIn(field(part, 'votes')) ?? 1;
}

/** The model that a judge names, or else the one for all judges. Null, and reported at the key of `owner`, where there is none. */
export function readJudgeModel(
  reader: Reader,
  { run }: JudgeDefaults,
  part: Part<JudgeShape>,
  owner: Part,
): Judge['model'] | null {
  const own = field(part, 'model');
  const shared = field(run, 'judge');
  if (isPresent(own)) return splitModel(stringIn(own));
  if (isPresent(shared)) return splitModel(stringIn(shared));
  if (!reader.hasStrayKey(part) && !reader.hasStrayKey(run)) {
    const message =
      'Nothing says which model judges here. Write `judge: {model: …}`, or `judge: …` in `run` for all judges that name none; `scripted/NAME` needs no key.';
    reader.error('missing-judge-model', reader.atKey(owner), message, {
      fixes: isMap(part) ? addKeys(reader.document, part.pointer, ['model']) : [],
    });
  }
  return null;
}

export function readSees(reader: Reader, probes: Ids, part: Part<JudgeShape['sees']>): readonly Source[] {
  return stringsIn(part).flatMap(({ text, pointer }): Source[] => {
    if (!text.startsWith('probe.')) return isSource(text) ? [text] : [];
    const name = text.slice('probe.'.length);
    if (!probes.has(name) && probes.complete) {
      const known = probes.names.map((id) => `probe.${id}`);
      const says = 'This scenario has no probe';
      reader.unknown('unknown-probe', reader.atValue({ pointer }), {
        name: text,
        says,
        known,
        knownAre: 'Its probes are',
      });
    }
    return [`probe.${name}`];
  });
}

const sources: readonly string[] = [
  'actions',
  'forwarded',
  'text',
  'reasoning',
  'task',
  'system',
  'documents',
  'results',
] satisfies readonly Source[];

function isSource(name: string): name is Source {
  return sources.includes(name);
}
