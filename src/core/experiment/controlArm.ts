import { insertItemBefore } from '../document/insertItem.ts';
import { insertKey } from '../document/insertKey.ts';
import type { ParsedDocument } from '../document/parsedDocument.ts';
import type { Factor, Levels } from '../scenario/scenario.ts';
import { valueAt } from '../text/json.ts';
import type { Fix } from '../text/problem.ts';
import { textRange } from '../text/range.ts';
import { holds, levelWords } from '../trial/when.ts';
import type { Finding, Review } from './review.ts';

/** Without an arm where nothing is done to the model, a rate is a number that nothing can be held against. */
export function* missingControlArm(review: Review): Iterable<Finding> {
  const { scenario, document } = review;
  const without = scenario.factors.filter(({ baseline }) => baseline === null);
  for (const factor of without) {
    const message = `Factor \`${factor.name}\` has no \`baseline\`, so no condition is the control that the others are held against. Say which of its levels stands for «unchanged».`;
    const { pointer } = factor;
    yield { message, range: document.keyRange(pointer), pointer, fixes: baselineFixes(document, factor) };
  }
  if (without.length === 0 && scenario.factors.length > 0) yield* missingCondition(review);
}

function* missingCondition({ scenario, conditions, document }: Review): Iterable<Finding> {
  const control = controlOf(scenario.factors);
  const isControl = (levels: Levels): boolean => scenario.factors.every(({ name }) => levels[name] === control[name]);
  if (conditions.some(({ levels, same }) => isControl(levels) || same.some(isControl))) return;
  const { conditions: listed, only } = scenario.design;
  const isDropped = !holds(only, control);
  const message =
    `No condition has every factor at its baseline (${levelWords(control)}): there is no control arm that the rates of the others can be held against. ` +
    (isDropped ? 'Let `only` keep it.' : 'List it under `conditions`.');
  const pointer = isDropped ? '/design/only' : '/design/conditions';
  const yaml = flowMap(control);
  // A condition that is listed and then dropped by `only` would need two changes.
  const fix = isDropped ? (listed.length > 0 ? null : keepFix(document, yaml)) : listFix(document, yaml);
  yield { message, range: document.keyRange(pointer), pointer, ...(fix && { fixes: [fix] }) };
}

function controlOf(factors: readonly Factor[]): Levels {
  return Object.fromEntries(factors.map(({ name, baseline }) => [name, baseline ?? '']));
}

/** Names that authors give to the level where nothing is done, the usual one first. */
const neutralNames = ['none', 'without', 'baseline', 'control', 'neutral', 'absent', 'default', 'normal', 'calm'];
const mostOffered = 4;

function baselineFixes(document: ParsedDocument, { levels, pointer }: Factor): readonly Fix[] {
  const rank = (name: string): number => {
    const at = neutralNames.indexOf(name);
    return at === -1 ? neutralNames.length : at;
  };
  return levels
    .map(({ name }) => name)
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, mostOffered)
    .flatMap((name): Fix[] => {
      const edit = insertKey(document, pointer, { name: 'baseline', inline: name }, ['baseline', 'ordered', 'levels']);
      return edit === null ? [] : [{ title: `Add \`baseline: ${name}\``, edits: [edit] }];
    });
}

function listFix(document: ParsedDocument, yaml: string): Fix | null {
  const edit = insertItemBefore(document, '/design/conditions/0', yaml);
  return edit && { title: `List the control arm, ${yaml}`, edits: [edit] };
}

/** `only: {…}` becomes `only: [control, {…}]`; a list gets one item more. */
function keepFix(document: ParsedDocument, yaml: string): Fix | null {
  const title = `Keep the control arm, ${yaml}`;
  if (Array.isArray(valueAt(document.data, '/design/only'))) {
    const edit = insertItemBefore(document, '/design/only/0', yaml);
    return edit && { title, edits: [edit] };
  }
  const { start, end } = document.valueRange('/design/only');
  if (document.text[start] !== '{') return null;
  const edits = [
    { range: textRange(start, start), newText: `[${yaml}, ` },
    { range: textRange(end, end), newText: ']' },
  ];
  return { title, edits };
}

function flowMap(levels: Levels): string {
  return `{${Object.entries(levels)
    .map(([factor, level]) => `${factor}: ${level}`)
    .join(', ')}}`;
}
