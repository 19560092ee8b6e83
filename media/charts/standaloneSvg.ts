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
    for (const name of looks) element.setAttribute(name, plainColour(style.getPropertyValue(name)));
    element.removeAttribute('class');
  });
  for (const comment of commentsIn(copy)) comment.remove();
  copy.prepend(ground(drawing));
  return new XMLSerializer().serializeToString(copy);
}

/** Colours that were mixed come as `color(srgb …)`, which few programs but browsers read. */
function plainColour(value: string): string {
  return value.replace(/color\(srgb ([\d.]+) ([\d.]+) ([\d.]+)(?: \/ ([\d.]+))?\)/g, (_, ...parts: string[]) => {
    const [red = 0, green = 0, blue = 0] = parts.slice(0, 3).map((part) => Math.round(255 * Number(part)));
    return `rgba(${red}, ${green}, ${blue}, ${parts[3] ?? '1'})`;
  });
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
