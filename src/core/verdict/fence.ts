import { fold } from '../transcript/fold.ts';

/** A stretch of text that nobody vouches for, or of more of them. */
export interface Fenced {
  readonly tag: 'transcript' | 'part' | 'action' | 'document';
  /** Our own words, behind the tag. */
  readonly title: string;
  readonly content: string | readonly Fenced[];
}

/**
 * Puts text between lines that only this request knows. Everything inside that could be taken for such a line is changed, in
 * whatever letters it is written, so that a transcript cannot end its own fence, begin another or make up an action.
 */
export function fenced({ tag, title, content }: Fenced, marker: string): string {
  const inside =
    typeof content === 'string' ? defused(content, marker) : content.map((each) => fenced(each, marker)).join('\n');
  const head = [tag, marker, defused(title, marker)].filter((word) => word !== '').join(' ');
  return `<${head}>\n${inside === '' ? '(nothing)' : inside}\n</${tag} ${marker}>`;
}

/** The words of the fence's own lines, after a bracket. */
const opening = /<[\s/\\]*(?=transcript|part|action|document)/gu;
const bracketKinds = /[<‹〈⟨❮]/gu;

/**
 * A text in which nothing looks like the fence: the marker is taken out, and the bracket of anything like one of its tags is
 * written as `&lt;`. Lone surrogates, which no request can carry, become U+FFFD.
 */
function defused(text: string, marker: string): string {
  const whole = text.toWellFormed();
  const folded = fold(whole);
  const lookalike = folded.text.replaceAll(bracketKinds, '<');
  const cuts: { readonly start: number; readonly end: number; readonly put: string }[] = [];
  for (const match of lookalike.matchAll(opening)) {
    cuts.push({ start: folded.start(match.index), end: folded.end(match.index + 1), put: '&lt;' });
  }
  const secret = fold(marker).text;
  for (
    let at = lookalike.indexOf(secret);
    at !== -1 && secret !== '';
    at = lookalike.indexOf(secret, at + secret.length)
  ) {
    cuts.push({ start: folded.start(at), end: folded.end(at + secret.length), put: '[marker]' });
  }
  return replaced(
    whole,
    cuts.sort((a, b) => a.start - b.start),
  );
}

function replaced(
  text: string,
  cuts: readonly { readonly start: number; readonly end: number; readonly put: string }[],
): string {
  const parts: string[] = [];
  let copied = 0;
  for (const { start, end, put } of cuts) {
    if (start < copied) continue;
    parts.push(text.slice(copied, start), put);
    copied = end;
  }
  return parts.join('') + text.slice(copied);
}
