/** Stands where a hidden character is written out, so that no match reaches over it. */
const barrier = '\uFFFC';

/** Where drawn text has a text, as ranges of the document; numbers of evidence and written-out characters are no part of it. */
export function rangesIn(root: Element, pattern: RegExp, most: number): readonly Range[] {
  const nodes: { readonly node: Text; readonly start: number }[] = [];
  let text = '';
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode() !== null) {
    const node = walker.currentNode;
    if (!(node instanceof Text) || node.parentElement?.closest('.mark-number') !== null) continue;
    if (node.parentElement.closest('.escape') !== null) {
      text += barrier;
      continue;
    }
    nodes.push({ node, start: text.length });
    text += node.data;
  }
  const ranges: Range[] = [];
  for (const { index, 0: match } of text.matchAll(pattern)) {
    if (ranges.length === most) break;
    const range = rangeOf(nodes, index, index + match.length);
    if (range !== null) ranges.push(range);
  }
  return ranges;
}

function rangeOf(
  nodes: readonly { readonly node: Text; readonly start: number }[],
  from: number,
  to: number,
): Range | null {
  const first = nodes.findLast(({ start }) => start <= from);
  const last = nodes.findLast(({ start }) => start < to);
  if (first === undefined || last === undefined) return null;
  const range = document.createRange();
  range.setStart(first.node, from - first.start);
  range.setEnd(last.node, to - last.start);
  return range;
}
