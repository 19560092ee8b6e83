/** What of a drawing's look comes from the theme. */
const looks = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'font-family',
  'font-size',
  'font-weight',
] as const;

/** The drawing as a file that needs nothing else: colours and fonts as they are on the screen, on the panel's ground. */
export function standaloneSvg(drawing: SVGSVGElement): string {
  const copy = drawing.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) return '';
  const originals = [drawing, ...drawing.querySelectorAll('*')];
  [copy, ...copy.querySelectorAll('*')].forEach((element, index) => {
    const original = originals[index];
    if (original === undefined) return;
    const style = getComputedStyle(original);
    for (const name of looks) element.setAttribute(name, style.getPropertyValue(name));
    element.removeAttribute('class');
  });
  for (const comment of commentsIn(copy)) comment.remove();
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.prepend(ground(drawing));
  return new XMLSerializer().serializeToString(copy);
}

function ground(drawing: SVGSVGElement): SVGRectElement {
  const rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  rect.setAttribute('width', '100%');
  rect.setAttribute('height', '100%');
  rect.setAttribute('fill', getComputedStyle(drawing.ownerDocument.body).backgroundColor);
  return rect;
}

/** The marks that the template engine leaves. */
function commentsIn(root: Node): readonly Comment[] {
  const found: Comment[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  while (walker.nextNode() !== null) if (walker.currentNode instanceof Comment) found.push(walker.currentNode);
  return found;
}
