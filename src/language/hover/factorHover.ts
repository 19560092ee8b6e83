import type { Levels } from '../../core/scenario/scenario.ts';
import { armOf } from '../../core/stats/arm.ts';
import { rateOf } from '../../core/stats/tally.ts';
import { rateWords } from '../../core/view/shown/rateWords.ts';
import type { RunView } from '../../core/view/views.ts';
import { KnownNames } from '../completion/knownNames.ts';
import { code, escaped } from '../markdown.ts';
import type { NameOccurrence } from '../nameIndex.ts';
import type { HoverInput } from './hoverInput.ts';
import { becomes } from './nameHover.ts';

/** VS Code sets the cells of a table without any space between them. */
const gap = '&nbsp;&nbsp;';

/** More columns than this do not fit a hover. */
const mostColumns = 4;

/**
 * How many conditions use each level of a factor and what the last run found there; for a level, of that one alone. Of a
 * factor of texts also what it becomes, which comes first where it is asked of a `{{name}}` in a text.
 */
export function factorHover(input: HoverInput, occurrence: NameOccurrence): string | null {
  const { kind, name, owner } = occurrence;
  const factor = kind === 'factor' ? name : (owner ?? '');
  const names = new KnownNames([input.document]);
  const levels = names.all('level', factor).filter((level) => kind === 'factor' || level.name === name);
  const says = (kind === 'factor' ? names.all('factor') : levels).find((each) => each.name === name)?.says ?? '';
  if (levels.length === 0) return null;
  const baseline = names.valueAt(['factors', factor, 'baseline']);
  const heading = headingOf(name, kind === 'factor' ? null : factor, baseline);
  const table = levelTable(
    input,
    factor,
    levels.map((level) => level.name),
  );
  const text = (kind === 'factor' && names.levelsAre(name) === 'texts' && becomes(input, name)) || '';
  const about = [says, table, runWords(input)];
  const isInText = 'site' in occurrence && occurrence.site === 'template';
  return [heading, ...(isInText ? [text, ...about] : [...about, text])].filter((part) => part !== '').join('\n\n');
}

function headingOf(name: string, factor: string | null, baseline: unknown): string {
  if (factor !== null) return `**${name}** · level of ${code(factor)}${baseline === name ? ', its baseline' : ''}`;
  return `**${name}** · factor${typeof baseline === 'string' ? ` · baseline ${code(baseline)}` : ''}`;
}

function levelTable(input: HoverInput, factor: string, levels: readonly string[]): string {
  const { conditions } = input;
  const lastRun = input.lastRun === 'hidden' ? null : input.lastRun;
  if (conditions.length === 0) return 'How many conditions use it is known when the file has no errors.';
  const all = conditions.flatMap(({ levels: own, same }) => [own, ...same]);
  const columns = lastRun === null ? [] : columnsOf(lastRun);
  const rows = levels.map((level) => [
    code(level),
    `${all.filter((own) => own[factor] === level).length} of ${all.length}`,
    ...columns.map((column) => levelRate(lastRun, column, (own) => own[factor] === level)),
  ]);
  const head = ['level', 'conditions', ...columns.map(({ classifier, model }) => escaped(`${classifier} · ${model}`))];
  return [head.map((cell) => `${cell}${gap}`), head.map(() => ':---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

interface Column {
  readonly classifier: string;
  readonly model: string;
}

function columnsOf({ classifiers, models }: RunView): readonly Column[] {
  return classifiers
    .flatMap(({ id }) => models.map(({ model }): Column => ({ classifier: id, model })))
    .slice(0, mostColumns);
}

/** All trials of the level together: «12/40 · 30 % [18–45]». */
function levelRate(run: RunView | null, { classifier, model }: Column, holds: (levels: Levels) => boolean): string {
  const cells = (run?.cells ?? []).filter(
    (cell) => cell.classifier === classifier && cell.model === model && holds(cell.levels),
  );
  const { positive, n, excluded } = armOf(cells);
  return cells.length === 0 ? '–' : rateWords(rateOf(positive, n, excluded));
}

function runWords({ lastRun }: HoverInput): string {
  if (lastRun === 'hidden') return 'What the last run found is hidden while you review blind.';
  return lastRun?.stale === true ? 'The last run sent another text than the file has now.' : '';
}
