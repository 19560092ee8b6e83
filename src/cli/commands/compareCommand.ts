import type { Condition } from '../../core/trial/trial.ts';
import { selectConditions } from '../../core/trial/trials.ts';
import type { CompareSide } from '../../core/view/matchedPlaces.ts';
import { finish } from '../../core/text/steps.ts';
import { compareView } from '../../core/view/compareView.ts';
import type { RunSession } from '../../node/runSession.ts';
import { sharedTranscripts } from '../../node/sharedTranscripts.ts';
import { compareText } from '../text/compareText.ts';
import { exitCode, UsageError } from '../exitCode.ts';
import { openNamedRun } from '../input/openNamedRun.ts';
import type { Output } from '../output.ts';
import { readWhere } from '../input/where.ts';

export interface CompareOptions {
  readonly out: string;
  /** None, one for both sides, or one for each. */
  readonly model: readonly string[];
  /** The levels of one condition each; empty: all conditions. */
  readonly where: readonly string[];
  readonly against: readonly string[];
}

/** Compares two runs, or two models or two conditions of one: the second side less the first. */
export async function compareCommand(
  named: readonly [first: string, second: string | undefined],
  options: CompareOptions,
  output: Output,
): Promise<number> {
  const [firstName, secondName] = named;
  const { out, model, where, against } = options;
  if (secondName === undefined && model.length < 2 && against.length === 0)
    throw new UsageError('name two runs, or two models with --model, or two conditions with --where and --against');
  if (model.length > 2) throw new UsageError('--model can be given twice: once for each side');
  const first = await openNamedRun(firstName, out, output);
  const second = secondName === undefined ? first : await openNamedRun(secondName, out, output);
  try {
    const sides = [
      sideOf(first, model[0], where, '--where'),
      sideOf(second, model[1] ?? model[0], against.length === 0 ? where : against, '--against'),
    ] as const;
    const shared = first === second ? new Set<string>() : await sharedTranscripts(first, second);
    const view = finish(compareView(...sides, shared));
    output.json(view);
    output.text(compareText(view, output));
    return exitCode.fine;
  } finally {
    await first.close();
    if (second !== first) await second.close();
  }
}

function howMany({ length }: readonly Condition[]): string {
  return length === 0 ? 'no condition' : `${length} conditions`;
}

/** «; name one too of threat=none, threat=high»: of each factor that is left open. */
function toName(chosen: readonly Condition[]): string {
  const factors = Object.keys(chosen[0]?.levels ?? {});
  const open = factors.flatMap((factor) => {
    const levels = [...new Set(chosen.map((each) => each.levels[factor]))];
    return levels.length < 2 ? [] : [`one of ${levels.map((level) => `${factor}=${level ?? ''}`).join(', ')}`];
  });
  if (open.length === 0) return '';
  return `; name ${open.join(' and ')} too (a level within all others is compared by scenarist analyze)`;
}

function sideOf(
  { state }: RunSession,
  model: string | undefined,
  where: readonly string[],
  option: '--where' | '--against',
): CompareSide {
  const { manifest, scenario, conditions } = state;
  const known = manifest.models.map((each) => each.model);
  if (model !== undefined && !known.includes(model))
    throw new UsageError(`--model ${model}: ${manifest.run} was run on ${known.join(', ')}`);
  if (where.length === 0) return { state, model: model ?? null, condition: null };
  const chosen = selectConditions([...conditions.values()], readWhere(where, scenario.factors));
  const [only] = chosen;
  if (only === undefined || chosen.length > 1)
    throw new UsageError(`${option} ${where.join(' ')} is ${howMany(chosen)} of ${manifest.run}${toName(chosen)}`);
  return { state, model: model ?? null, condition: only.id };
}
