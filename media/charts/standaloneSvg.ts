import { brokenInto } from '../../src/core/view/shown/charts/drawing.ts';

const namespace = 'http://www.w3.org/2000/svg';
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

const lineHeight = 16;
const margin = 8;

/**
 * The drawing as a file that needs nothing else: below its title and above its notes, with colours and fonts as they are on the
 * screen, on the panel's ground.
 */
export function standaloneSvg(drawing: SVGSVGElement, title: string, notes: readonly string[]): string {
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
  frame(copy, drawing, title, notes);
  return new XMLSerializer().serializeToString(copy);
}

/** Colours that were mixed come as `color(srgb …)`, which few programs but browsers read. */
function plainColour(value: string): string {
  return value.replace(/color\(srgb ([\d.]+) ([\d.]+) ([\d.]+)(?: \/ ([\d.]+))?\)/g, (_, ...parts: string[]) => {
    const [red = 0, green = 0, blue = 0] = parts.slice(0, 3).map((part) => Math.round(255 * Number(part)));
    return `rgba(${red}, ${green}, ${blue}, ${parts[3] ?? '1'})`;
  });
}

/** Puts words around what is drawn: an SVG breaks no lines and knows no caption. */
function frame(copy: SVGSVGElement, drawing: SVGSVGElement, title: string, notes: readonly string[]): void {
  const { width, height } = drawing.viewBox.baseVal;
  const lines = (words: string): readonly string[] => brokenInto(words, width - 2 * margin);
  const [head, foot] = [lines(title), notes.flatMap(lines)];
  const top = head.length * lineHeight + margin;
  const whole = top + height + foot.length * lineHeight + margin;
  const body = document.createElementNS(namespace, 'g');
  body.setAttribute('transform', `translate(0 ${top})`);
  body.append(...copy.childNodes);
  const look = getComputedStyle(drawing.querySelector('.label, .number') ?? drawing);
  const texts = (words: readonly string[], from: number): readonly SVGTextElement[] =>
    words.map((line, index) => textAt(line, from + (index + 1) * lineHeight, look));
  copy.replaceChildren(ground(drawing), ...texts(head, 0), body, ...texts(foot, top + height));
  copy.setAttribute('height', String(whole));
  copy.setAttribute('viewBox', `0 0 ${width} ${whole}`);
}

function textAt(words: string, y: number, look: CSSStyleDeclaration): SVGTextElement {
  const element = document.createElementNS(namespace, 'text');
  for (const name of ['fill', 'font-family', 'font-size'])
    element.setAttribute(name, plainColour(look.getPropertyValue(name)));
  element.setAttribute('x', String(margin));
  element.setAttribute('y', String(y));
  element.textContent = words;
  return element;
}

function ground(drawing: SVGSVGElement): SVGRectElement {
  const rect = document.createElementNS(namespace, 'rect');
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
