import type { ParsedDocument } from '../document/parsedDocument.ts';
import type { Levels, Scenario } from '../scenario/scenario.ts';
import { isObject } from '../text/json.ts';
import type { Fix, Problem } from '../text/problem.ts';
import type { Pace, Steps } from '../text/steps.ts';
import { textRange } from '../text/range.ts';
import type { PromptGroup } from './collapse.ts';
import { designSteps, fullSize, maximumConditions } from './conditions.ts';
import { onlySteps } from './onlyText.ts';
import { levelWords } from './when.ts';

/** Problems of how many conditions there are; null where there are some, and not too many. */
export function sizeProblem(
  scenario: Scenario,
  document: ParsedDocument,
  conditions: readonly Levels[],
): Problem | null {
  const place = designPlace(document, conditions.length === 0);
  if (conditions.length > maximumConditions) {
    const { factors, design } = scenario;
    const size =
      design.kind === 'full' && design.only.length === 0
        ? fullSize(factors).toLocaleString('en')
        : 'more than ten thousand';
    const message = `This design has ${size} conditions, and at most ${maximumConditions.toLocaleString('en')} can be run. Leave some out with \`only\`, or change one factor at a time (\`kind: one-at-a-time\`).`;
    return { code: 'too-many-conditions', severity: 'error', message, ...place };
  }
  if (conditions.length > 0) return null;
  const message =
    '`only` leaves no condition: no choice of levels fits any of its maps. Allow at least one choice, or remove `only`.';
  return { code: 'no-conditions', severity: 'error', message, ...place };
}

/** Conditions whose texts have so many parts together that they would fill the memory. */
export function largeProblem(document: ParsedDocument, conditions: number): Problem {
  const message = `The texts of this design's ${conditions.toLocaleString('en')} conditions are made of more parts than can be kept: each \`{{name}}\` and each document is one, in every condition. Leave conditions out with \`only\`, or use fewer names in texts that vary.`;
  return { code: 'design-too-large', severity: 'error', message, ...designPlace(document, false) };
}

/** More names than these are no help: the `only` says it shorter. */
const namedPairs = 4;

export interface SamePrompts {
  readonly scenario: Scenario;
  readonly document: ParsedDocument;
  readonly groups: readonly PromptGroup[];
  readonly pace: Pace;
}

/** Says which conditions are not run because another sends the same, and how the file would say so itself. */
export function* samePromptProblem({ scenario, document, groups, pace }: SamePrompts): Steps<Problem | null> {
  const pairs = groups.flatMap(({ levels, same }) => same.map((other) => ({ other, levels })));
  if (pairs.length === 0) return null;
  const more = pairs.length > namedPairs ? `; and ${pairs.length - namedPairs} more` : '';
  const total = groups.length + pairs.length;
  const named = pairs.slice(0, namedPairs).map(({ other, levels }) => pairWords(other, levels));
  const says = `${pairs.length} of ${total} conditions send the same text as another and are run as that one: ${named.join('; ')}${more}.`;
  const only = yield* onlyFor(scenario, groups, pace);
  const remedy =
    only === null
      ? 'Leave them out with `only` in `design`'
      : `To leave them out, write \`only: ${only}\` in \`design\``;
  return {
    code: 'same-prompt',
    severity: 'warning',
    message: `${says} ${remedy}; or make their texts differ.`,
    ...designPlace(document, false),
    ...(only === null ? {} : { fixes: onlyFixes(document, only) }),
  };
}

/** «goal=swap, threat=none as goal=none»: the whole condition, and where the one that stands for it is another. */
function pairWords(other: Levels, standing: Levels): string {
  const differences = Object.entries(standing).filter(([factor, level]) => other[factor] !== level);
  return differences.length === 0
    ? `${levelWords(other)}, listed twice`
    : `${levelWords(other)} as ${levelWords(Object.fromEntries(differences))}`;
}

/** Tried on the design without its present `only`, which the new one replaces. */
function* onlyFor({ factors, design }: Scenario, groups: readonly PromptGroup[], pace: Pace): Steps<string | null> {
  const all = yield* designSteps({ factors, design: { ...design, only: [] } }, pace);
  if (all.length > maximumConditions) return null;
  const kept = groups.map(({ levels }) => levels);
  return yield* onlySteps(factors, all, kept, pace);
}

function onlyFixes(document: ParsedDocument, only: string): readonly Fix[] {
  const title = `Write \`only: ${only}\``;
  if (hasPath(document, 'design', 'only'))
    return [{ title, edits: [{ range: document.valueRange('/design/only'), newText: only }] }];
  const [pointer, newText] = hasPath(document, 'design', 'kind')
    ? ['/design/kind', `only: ${only}`]
    : ['/factors', `design: {kind: full, only: ${only}}`];
  const { start } = document.keyRange(pointer);
  const lineStart = document.lines.offsetAt({ line: document.lines.positionAt(start).line, character: 0 });
  const indentation = document.text.slice(lineStart, start);
  // The key stands at the start of its line, or inside a flow map.
  const separator = indentation.trim() === '' ? `\n${indentation}` : ', ';
  return [{ title, edits: [{ range: textRange(start, start), newText: newText + separator }] }];
}

function designPlace(document: ParsedDocument, atOnly: boolean): Pick<Problem, 'range' | 'pointer'> {
  const pointer =
    atOnly && hasPath(document, 'design', 'only')
      ? '/design/only'
      : hasPath(document, 'design')
        ? '/design'
        : '/factors';
  return { range: document.keyRange(pointer), pointer };
}

function hasPath(document: ParsedDocument, ...keys: readonly string[]): boolean {
  let value: unknown = document.data;
  for (const key of keys) {
    if (!isObject(value) || !Object.hasOwn(value, key)) return false;
    value = value[key];
  }
  return true;
}
