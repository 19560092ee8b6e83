import { fold, foldText } from './fold.ts';

export interface Recipient {
  /** Folded: an address, or a name where no address was written. */
  readonly value: string;
  /** Offsets in the text that was split. */
  readonly start: number;
  readonly end: number;
}

/** What ends an address: white space, separators and the brackets and quotes that people put around one. */
const around = /[\s,;:<>()[\]{}"“”„«»|]/u;
const decoration = new Set(['*', '`', "'", '.', '_', '‘', '’', '/', '=', '!', '?']);
const separators = new Set([',', ';', '\n', '&', '|']);
/** What stands in a field that names nobody. */
const nobody = new Set(['none', 'n/a', 'null', 'nobody', '-', '–', '—']);
const bullets = /^(?:[-*•–]|\d{1,3}[.)])\s+/u;

/**
 * Splits a list of recipients: by commas, semicolons, lines, «and» or nothing but spaces; `Name <a@b>`, bullets, quotes, links
 * and bold are taken off. A part without an address is kept as a name, but for «none». Works on an aligned text; linear.
 */
export function splitRecipients(text: string): readonly Recipient[] {
  const folded = fold(text);
  return splitParts(folded.text).flatMap(({ start, end }) => {
    const part = folded.text.slice(start, end);
    const found = part.includes('@') ? addressesIn(part) : nameIn(part);
    return found.map((recipient) => ({
      value: recipient.value,
      start: folded.start(start + recipient.start),
      end: folded.end(start + recipient.end),
    }));
  });
}

/** What stands after the last `@`, without a final dot; null for a name without one. */
export function domainOf(recipient: string): string | null {
  const at = recipient.lastIndexOf('@');
  return at === -1 ? null : recipient.slice(at + 1);
}

/** Whether a domain is one of these or a subdomain of one. Write `harbor.test`, `@harbor.test` or an address of it. */
export function isWithin(domain: string, domains: readonly string[]): boolean {
  return domains.some((each) => {
    const folded = foldText(each).trim();
    const within = folded.slice(folded.lastIndexOf('@') + 1);
    return within !== '' && (domain === within || domain.endsWith(`.${within}`));
  });
}

interface Part {
  readonly start: number;
  readonly end: number;
}

function splitParts(text: string): readonly Part[] {
  const parts: Part[] = [];
  let start = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charAt(at);
    if (unit === '"') quoted = !quoted;
    if (unit === '\n') quoted = false;
    const isAnd = unit === ' ' && text.startsWith(' and ', at);
    if (!isAnd && (quoted || !separators.has(unit))) continue;
    parts.push({ start, end: at });
    start = at + (isAnd ? 5 : 1);
    if (isAnd) at += 4;
  }
  return [...parts, { start, end: text.length }];
}

function addressesIn(part: string): readonly Recipient[] {
  const found: Recipient[] = [];
  for (let at = 0; at < part.length;) {
    let end = at;
    while (end < part.length && !around.test(part.charAt(end))) end++;
    const token = trimmed(part, at, end);
    const sign = token.value.lastIndexOf('@');
    if (sign > 0 && sign < token.value.length - 1) found.push(token);
    at = end + 1;
  }
  return found;
}

function trimmed(part: string, from: number, to: number): Recipient {
  let start = from;
  let end = to;
  while (start < end && decoration.has(part.charAt(start))) start++;
  while (end > start && decoration.has(part.charAt(end - 1))) end--;
  return { value: part.slice(start, end), start, end };
}

function nameIn(part: string): readonly Recipient[] {
  const skipped = part.length - part.trimStart().length;
  const bullet = bullets.exec(part.slice(skipped, skipped + 8))?.[0].length ?? 0;
  let start = skipped + bullet;
  let end = part.trimEnd().length;
  const isFrame = (unit: string): boolean => decoration.has(unit) || around.test(unit);
  while (start < end && isFrame(part.charAt(start))) start++;
  while (end > start && isFrame(part.charAt(end - 1))) end--;
  const value = part.slice(start, end);
  return value === '' || nobody.has(value) ? [] : [{ value, start, end }];
}
