/**
 * Numbers as the panel and the reports write them. What is not known is «–», never zero. `digits` are those after the point, at
 * most: the panel has none, a report one.
 */

export const unknown = '–';
const noBreak = '\u00a0';

const whole = new Intl.NumberFormat('en');
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** A share of 1 in percent. What is not quite none or all never reads as none or all. */
export function percent(share: number | null, digits = 0): string {
  if (share === null) return unknown;
  const shown = rounded(share, digits);
  const least = 10 ** -digits;
  if (shown === 0 && share > 0) return `<${least}${noBreak}%`;
  if (shown === 100 && share < 1) return `>${100 - least}${noBreak}%`;
  return `${shown}${noBreak}%`;
}

/** An interval of shares in percent: «[40–89]». */
export function interval(shares: readonly [low: number, high: number] | null, digits = 0): string {
  return shares === null ? unknown : `[${rounded(shares[0], digits)}–${rounded(shares[1], digits)}]`;
}

/** A share of 1 as a number of percent. */
export function rounded(share: number, digits: number): number {
  return Number((share * 100).toFixed(digits));
}

export function count(value: number): string {
  return whole.format(value);
}

export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** Tokens, to the last one. */
export function exactTokens(value: number | null): string {
  return value === null ? 'not known' : count(value);
}

/** Tokens, shortened: «12.3K». */
export function tokens(value: number | null): string {
  return value === null ? unknown : compact.format(value);
}

/** US dollars: «$12.50», «$0.042». What is not nothing never reads as nothing. */
export function dollars(value: number): string {
  if (value === 0) return '$0';
  const shown = value < 1 ? Number(value.toPrecision(2)) : value;
  return `$${shown.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: value < 1 ? 20 : 2 })}`;
}

/** To the next cent: a limit that is rounded down would not do. */
export function centsUp(usd: number): number {
  return Math.ceil(Number((usd * 100).toFixed(6))) / 100;
}

export function seconds(milliseconds: number | null): string {
  if (milliseconds === null) return unknown;
  if (milliseconds < 50) return '<0.1 s';
  return milliseconds < 10_000
    ? `${(milliseconds / 1000).toFixed(1)} s`
    : `${count(Math.round(milliseconds / 1000))} s`;
}
