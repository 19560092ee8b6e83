/** Reads a judge's request back, as its lines say, and knows nothing of how it is written. */
import { foldText } from '../../../src/core/transcript/fold.ts';

export interface Element {
  readonly tag: string;
  readonly title: string;
  readonly lines: string[];
  readonly children: Element[];
}

/** What a request to a judge shows. */
export interface ReadRequest {
  readonly before: string;
  /** The parts of the transcript. */
  readonly parts: readonly Element[];
  readonly after: string;
}

/** @throws Where a line that is none of the fence's own could be taken for one, by whoever reads it. */
export function readRequest(text: string, marker: string): ReadRequest {
  const fence = new RegExp(`^(.*?)\n\n(<transcript ${marker}>\n.*\n</transcript ${marker}>)\n\n(.*?)$`, 'su').exec(
    text,
  );
  if (fence === null) throw new Error('no fence with this marker');
  const [, before = '', inside = '', after = ''] = fence;
  const { lines, children } = readFence(inside, marker);
  const [transcript, ...others] = children;
  if (transcript?.tag !== 'transcript' || others.length > 0 || lines.length > 0)
    throw new Error('the fence ends before the transcript does');
  return { before, parts: transcript.children, after };
}

function readFence(text: string, marker: string): Element {
  const root: Element = { tag: '', title: '', lines: [], children: [] };
  const open = [root];
  for (const line of text.split('\n')) {
    const begins = new RegExp(`^<([a-z]+) ${marker}(?: (.*))?>$`, 'u').exec(line);
    const ends = new RegExp(`^</([a-z]+) ${marker}>$`, 'u').exec(line);
    const last = open.at(-1) ?? root;
    if (begins !== null) {
      const element = { tag: begins[1] ?? '', title: begins[2] ?? '', lines: [], children: [] };
      last.children.push(element);
      open.push(element);
    } else if (ends !== null) {
      if (open.pop()?.tag !== ends[1]) throw new Error(`an end of what has not begun: ${ends[1] ?? ''}`);
    } else if (looksLikeFence(line, marker)) throw new Error('text that looks like the fence');
    else last.lines.push(line);
  }
  if (open.length !== 1) throw new Error('something is not ended');
  return root;
}

/** In whatever letters, and with whatever brackets. */
function looksLikeFence(line: string, marker: string): boolean {
  const folded = withPlainBrackets(foldText(line));
  return folded.includes(marker) || /<[\s/\\]*(?:transcript|part|action|document)/u.test(folded);
}

function withPlainBrackets(text: string): string {
  return text.replaceAll(/[<‹〈⟨❮]/gu, '<');
}

/** As both sides of a comparison see it: without the difference that taking its teeth out makes. */
export function seen(text: string, marker: string): string {
  return withPlainBrackets(foldText(text.toWellFormed()).replaceAll('&lt;', '<')).replaceAll('[marker]', marker).trim();
}
