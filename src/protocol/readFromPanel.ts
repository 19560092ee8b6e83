import type { ReviewAnswer, TrialFilter } from '../core/view/views.ts';
import type { FromPanel } from './messages.ts';

/** The most rows that one page may ask for: 200 rows cross to the panel in 10 ms, 100,000 in 1.3 s. */
const maxLimit = 200;
const maxIdLength = 200;
const maxTextLength = 2000;
/** Of what is copied or saved: a transcript of 5 MB and what its Markdown adds. */
const maxLongLength = 16_000_000;

type Check<T> = (value: unknown) => value is T;
type Fields<T> = { readonly [K in keyof T]-?: Check<T[K]> };
type Shapes = { readonly [T in FromPanel['type']]: Fields<Omit<Extract<FromPanel, { type: T }>, 'type'>> };

/** Ids become names of files: no separator, no leading dot, no control character. */
const isId: Check<string> = (value): value is string =>
  isText(value) && value.length <= maxIdLength && /^[^./\\\p{Cc}][^/\\\p{Cc}]*$/u.test(value);
const isText: Check<string> = (value): value is string => typeof value === 'string' && value.length <= maxTextLength;
const isLongText: Check<string> = (value): value is string =>
  typeof value === 'string' && value.length <= maxLongLength;
const isFlag: Check<boolean> = (value) => typeof value === 'boolean';
const isRunStep: Check<'earlier' | 'later' | 'last'> = (value) =>
  value === 'earlier' || value === 'later' || value === 'last';
const isPointer: Check<string> = (value): value is string => isText(value) && (value === '' || value.startsWith('/'));
const isCount: Check<number> = (value): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isLimit: Check<number> = (value): value is number => isCount(value) && value >= 1 && value <= maxLimit;
const isBoolean: Check<boolean> = (value) => typeof value === 'boolean';
const isTextOrNull: Check<string | null> = (value) => value === null || isText(value);
const isIdOrNull: Check<string | null> = (value) => value === null || isId(value);
const isVerdict: Check<NonNullable<TrialFilter['verdict']>> = (value) =>
  value === 'positive' || value === 'negative' || value === 'excluded';

const isOnly: Check<NonNullable<TrialFilter['only']>> = (value) =>
  value === 'unreviewed' || value === 'disagreed' || value === 'disputed' || value === 'split';
const isAnswer: Check<ReviewAnswer> = (value): value is ReviewAnswer => {
  if (!isRecord(value)) return false;
  const { kind } = value;
  return kind === 'agree' || kind === 'disagree' || kind === 'none' || (kind === 'label' && isText(value['label']));
};

const filterFields: { readonly [K in keyof TrialFilter]-?: Check<NonNullable<TrialFilter[K]>> } = {
  condition: isId,
  model: isText,
  classifier: isId,
  verdict: isVerdict,
  only: isOnly,
  text: isText,
};
const isFilter: Check<TrialFilter> = (value): value is TrialFilter =>
  isRecord(value) && Object.entries(value).every(([key, field]) => checkOf(filterFields, key)?.(field) ?? false);

/** What each message must hold. A message or a field that is missing here does not compile. */
const shapes: Shapes = {
  ready: {},
  openScenario: {},
  run: {},
  resume: {},
  stop: {},
  pickRun: {},
  stepRun: { to: isRunStep },
  showRun: { run: isId },
  exportRun: { run: isId },
  focus: { focused: isFlag },
  setBlind: { on: isFlag },
  copy: { text: isLongText },
  saveSvg: { name: isText, svg: isLongText },
  getTrials: { request: isCount, run: isId, filter: isFilter, offset: isCount, limit: isLimit },
  openTrial: { run: isId, trial: isIdOrNull },
  getAnalysis: { run: isId, classifier: isId },
  getComparison: { run: isId },
  compare: { run: isId },
  openComparedText: { run: isId, file: isCount },
  openComparedTrials: { run: isId, first: isId, second: isId },
  decide: {
    run: isId,
    trial: isId,
    question: isId,
    approved: isBoolean,
    everyUse: isBoolean,
    reason: isTextOrNull,
  },
  previewPrompt: { run: isId, condition: isId },
  addExample: { run: isId, trial: isId, classifier: isIdOrNull },
  revealRule: { run: isId, pointer: isPointer },
  review: {
    ...{ run: isId, trial: isId, classifier: isId },
    ...{ answer: isAnswer, note: isText, blind: isFlag },
  },
  showJudgePrompt: { run: isId, trial: isId, classifier: isId, vote: isLimit },
  gradeAgain: { run: isId },
  setKey: { profile: isId },
  manageTrust: {},
  showProblems: {},
};

/**
 * What the panel sent, checked at run time: the panel shows what models wrote, so nothing it says is believed unread. Fields that
 * a message does not have are left behind. Null: no message of this protocol.
 */
export function readFromPanel(value: unknown): FromPanel | null {
  if (!isRecord(value)) return null;
  const { type } = value;
  if (typeof type !== 'string') return null;
  const fields: Readonly<Record<string, Check<unknown>>> | undefined = checkOf<
    Readonly<Record<string, Check<unknown>>>
  >(shapes, type);
  if (fields === undefined) return null;
  const message: Record<string, unknown> = { type };
  for (const [key, check] of Object.entries(fields)) {
    if (!Object.hasOwn(value, key) || !check(value[key])) return null;
    message[key] = value[key];
  }
  // `shapes` is typed against the union: a record with these fields is one of its members.
  return message as unknown as FromPanel;
}

function checkOf<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
