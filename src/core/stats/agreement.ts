import { wilson, type Count, type Interval } from './intervals.ts';
import { normalQuantile } from './normalQuantile.ts';

/** How often one grader said the row's label where the other said the column's: rows and columns in the order of `labels`. */
export interface Confusion {
  readonly labels: readonly string[];
  readonly counts: readonly (readonly number[])[];
}

export interface Agreement {
  readonly n: number;
  /** The share on which both agree; null without any. */
  readonly agreed: number | null;
  /** Wilson's. */
  readonly agreedInterval: Interval | null;
  /** Cohen's κ; null where chance alone would make all agree (both only ever used one label). */
  readonly kappa: number | null;
  /** Null where it cannot be told: without κ, and where all agree, since the formula then gives a width of 0. */
  readonly kappaInterval: Interval | null;
}

/** `[row's label, column's label]` of each transcript that both graded; labels that are not listed are put at the end. */
export function confusionOf(
  pairs: Iterable<readonly [row: string, column: string]>,
  known: readonly string[],
): Confusion {
  const labels = [...known];
  const seen = new Map<string, number>(labels.map((label, index) => [label, index]));
  const indexOf = (label: string): number => {
    const index = seen.get(label) ?? labels.push(label) - 1;
    seen.set(label, index);
    return index;
  };
  const counts = new Map<string, number>();
  for (const [row, column] of pairs) {
    const key = `${indexOf(row)} ${indexOf(column)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return { labels, counts: labels.map((_, row) => labels.map((__, column) => counts.get(`${row} ${column}`) ?? 0)) };
}

/**
 * J. Cohen, «A coefficient of agreement for nominal scales», Educational and Psychological Measurement 20 (1960) 37–46; its
 * large-sample standard error from J. L. Fleiss, J. Cohen & B. S. Everitt, Psychological Bulletin 72 (1969) 323–327.
 */
export function agreementOf({ counts }: Confusion, confidence = 0.95): Agreement {
  const n = sum(counts.flat());
  if (n === 0) return { n, agreed: null, agreedInterval: null, kappa: null, kappaInterval: null };
  const same = sum(counts.map((row, index) => row[index] ?? 0));
  const rows = counts.map((row) => sum(row) / n);
  const columns = counts.map((_, column) => sum(counts.map((row) => row[column] ?? 0)) / n);
  const agreed = same / n;
  const chance = sum(rows.map((share, index) => share * (columns[index] ?? 0)));
  const known = { n, agreed, agreedInterval: wilson(same, n, confidence) };
  if (chance >= 1) return { ...known, kappa: null, kappaInterval: null };
  const kappa = (agreed - chance) / (1 - chance);
  if (same === n) return { ...known, kappa, kappaInterval: null };
  const error = standardError({ counts, n, rows, columns, kappa, chance });
  const half = normalQuantile((1 + confidence) / 2) * error;
  return { ...known, kappa, kappaInterval: [Math.max(-1, kappa - half), Math.min(1, kappa + half)] };
}

interface Shares {
  readonly counts: Confusion['counts'];
  readonly n: number;
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly kappa: number;
  readonly chance: number;
}

/** Equation 13 of Fleiss, Cohen & Everitt (1969). */
function standardError({ counts, n, rows, columns, kappa, chance }: Shares): number {
  let total = -((kappa - chance * (1 - kappa)) ** 2);
  for (const [i, row] of counts.entries()) {
    for (const [j, count] of row.entries()) {
      const factor =
        i === j
          ? 1 - ((rows[i] ?? 0) + (columns[i] ?? 0)) * (1 - kappa)
          : (1 - kappa) * ((columns[i] ?? 0) + (rows[j] ?? 0));
      total += (count / n) * factor ** 2;
    }
  }
  return Math.sqrt(Math.max(0, total) / n) / (1 - chance);
}

/** How often the row's grader calls positive what the column's does, and negative what it does not. */
export interface Accuracy {
  readonly sensitivity: Count;
  readonly specificity: Count;
}

/** With the column's grader for the truth; `positive` are the labels that count as positive. */
export function accuracyOf({ labels, counts }: Confusion, positive: readonly string[]): Accuracy {
  const isPositive = labels.map((label) => positive.includes(label));
  const count = (row: boolean, column: boolean): number =>
    sum(counts.flatMap((line, i) => line.filter((_, j) => isPositive[i] === row && isPositive[j] === column)));
  const [hit, missed, alarm, right] = [count(true, true), count(false, true), count(true, false), count(false, false)];
  return {
    sensitivity: { positive: hit, n: hit + missed },
    specificity: { positive: right, n: right + alarm },
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
