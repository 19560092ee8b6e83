import { isName, parseTemplate, type Piece } from '../../core/trial/template.ts';

/** A stretch of text, or a name with the spaces and the line's end that go where the name stands for nothing. */
type Unit = string | { readonly name: string; readonly before: string; readonly after: string };

/**
 * Whether a text says the same when a part of it stands in a level of its own, whatever the names in it stand for. It does
 * not where a template would be cut in two, where a backslash would come to stand before the new braces, or where a line
 * that goes when its name is empty would be another one.
 */
export function keepsMeaning(before: string, selected: string, after: string, name: string): boolean {
  const whole = unitsOf(before + selected + after);
  const level = unitsOf(selected);
  const outer = unitsOf(`${before}{{${name}}}${after}`);
  const at = outer.findIndex((unit) => typeof unit !== 'string' && unit.name === name);
  const place = outer[at];
  if (place === undefined || typeof place === 'string') return false;
  const inside = fitInto(place, level);
  if (inside === null) return false;
  return JSON.stringify(join([...outer.slice(0, at), ...inside, ...outer.slice(at + 1)])) === JSON.stringify(whole);
}

/** The level where its name stood. Null where it could be empty and take a line along that stayed before. */
function fitInto(place: Exclude<Unit, string>, level: readonly Unit[]): readonly Unit[] | null {
  const isLineOfItsOwn = place.before + place.after !== '';
  const isNeverEmpty = level.some((unit) => typeof unit === 'string');
  if (isNeverEmpty || !isLineOfItsOwn) return [place.before, ...level, place.after];
  const [only] = level;
  if (level.length !== 1 || only === undefined || typeof only === 'string') return null;
  return [{ name: only.name, before: place.before + only.before, after: only.after + place.after }];
}

function unitsOf(text: string): readonly Unit[] {
  return join(parseTemplate({ text, pointer: '' }).pieces.map(unitOf));
}

function unitOf(piece: Piece): Unit {
  if (!isName(piece)) return piece.text;
  return { name: piece.name, before: piece.before?.text ?? '', after: piece.after?.text ?? '' };
}

/** Neighbouring stretches as one, and none that is empty. */
function join(units: readonly Unit[]): readonly Unit[] {
  const joined: Unit[] = [];
  for (const unit of units) {
    const last = joined.at(-1);
    if (typeof unit !== 'string') joined.push(unit);
    else if (typeof last === 'string') joined[joined.length - 1] = last + unit;
    else if (unit !== '') joined.push(unit);
  }
  return joined;
}
