import type { Steps } from '../text/steps.ts';
import { labelsOf, questionOf, type Builtin } from './builtins/builtin.ts';
import { readExamples, type ExampleNames } from './examples.ts';
import { readActionClauses, type GateNames } from './gates.ts';
import type { BuiltinName, Classifier as ClassifierShape } from './generated/scenarioFile.ts';
import { readJudgeModel, readSees, judgeTokens, judgeVotes, type JudgeDefaults } from './judges.ts';
import { entries, field, isPresent, items, stringIn, type Part } from './parts.ts';
import type { Reader } from './reader.ts';
import type { Classifier, Gate, Source } from './classifier.ts';

/** A use of a built-in classifier. */
export interface BuiltinUse {
  readonly id: string;
  readonly name: BuiltinName;
  readonly builtin: Builtin;
  readonly part: Part<ClassifierShape>;
}

/** What a scenario may say of any built-in classifier. `decide` and `asked` are for some. */
const settings: readonly string[] = ['id', 'title', 'use', 'sees', 'judge', 'examples'];
const judgeSettings: readonly string[] = ['model', 'max_tokens', 'votes'];

/**
 * The ordinary classifier that a built-in one becomes. Its rubric has no place in the file, so what leads back to a rule leads
 * to the line that names it. Null where the file says too little.
 */
export function* readBuiltin(
  reader: Reader,
  names: ExampleNames & JudgeDefaults,
  use: BuiltinUse,
): Steps<Classifier | null> {
  const { id, part, builtin } = use;
  refuseOther(reader, use);
  const { pointer } = field(part, 'use');
  const gate = yield* readGate(reader, names, use);
  const sees = readSources(reader, names, use);
  // Settled by the gate: nobody is asked, so no model is needed.
  const isGateAlone = field(part, 'decide').value === 'gate' && builtin.gate === 'not-asked';
  const own = field(part, 'judge');
  const needsJudge = !isGateAlone || isPresent(own);
  const model = needsJudge ? readJudgeModel(reader, names, own, field(part, 'use')) : null;
  const labels = labelsOf(builtin);
  const examples = yield* readExamples(reader, names, field(part, 'examples'), labels);
  if (sees === null || (needsJudge && model === null)) return null;
  return {
    id,
    title: stringIn(field(part, 'title')) ?? builtin.title,
    gate,
    judge: model && {
      when: gate === null ? 'always' : 'gate',
      sees,
      model,
      maxTokens: judgeTokens(own),
      votes: judgeVotes(own),
      question: { text: questionOf(builtin), pointer },
      pointer,
    },
    decide: isGateAlone ? 'gate' : 'judge',
    labels,
    examples,
    pointer: part.pointer,
  };
}

/** What a built-in classifier brings along cannot be said again: it would be another classifier under its name. */
function refuseOther(reader: Reader, { part, name, builtin }: BuiltinUse): void {
  const more = builtin.gate === 'not-asked' ? ['asked', 'decide'] : [];
  const known: readonly string[] = [...settings, ...more];
  const refuse = (at: Part, key: string): void =>
    reader.error(
      'builtin-setting',
      reader.atKey(at),
      `\`${name}\` has no \`${key}\` to set. Remove it, or write a classifier of your own, without \`use\`.`,
    );
  for (const [key, at] of entries(part)) if (!known.includes(key)) refuse(at, key);
  for (const [key, at] of entries(field(part, 'judge'))) if (!judgeSettings.includes(key)) refuse(at, key);
  const decide = field(part, 'decide');
  if (more.length > 0 && isPresent(decide) && decide.value !== 'gate' && decide.value !== 'judge') {
    const message = `\`${name}\` is decided by its judge, or with \`decide: gate\` by \`asked\` alone.`;
    reader.error('builtin-setting', reader.atValue(decide), message);
  }
}

function* readGate(reader: Reader, names: GateNames, { part, builtin }: BuiltinUse): Steps<Gate | null> {
  if (builtin.gate === null) return null;
  const asked = field(part, 'asked');
  if (builtin.gate === 'any-action' || !isPresent(asked)) {
    return { op: 'except', of: [], pointer: field(part, 'use').pointer };
  }
  return {
    op: 'except',
    of: yield* readActionClauses(reader, names, items(asked), '`asked` is'),
    pointer: asked.pointer,
  };
}

function readSources(
  reader: Reader,
  { probes }: JudgeDefaults,
  { part, name, builtin }: BuiltinUse,
): readonly Source[] | null {
  const given = field(part, 'sees');
  if (isPresent(given)) return readSees(reader, probes, given);
  if (builtin.sees !== null) return builtin.sees;
  const [probe = 'ID'] = probes.names;
  const message = `\`${name}\` reads the answer to a probe, and only you know which: add \`sees: [probe.${probe}]\`.`;
  if (!reader.hasStrayKey(part)) reader.error('missing-sees', reader.atValue(field(part, 'use')), message);
  return null;
}
