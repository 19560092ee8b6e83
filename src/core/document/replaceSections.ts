/**
 * A text in which these keys of the top level are those of another text, comments behind them included; a key that the other
 * text lacks is taken out. Null where one of the two has no top level in block style, whose keys stand at the start of a line.
 */
export function replaceSections(text: string, other: string, keys: readonly string[]): string | null {
  const [own, given] = [sectionsOf(text), sectionsOf(other)];
  if (own === null || given === null) return null;
  const kept = own.filter(({ key }) => key === null || !keys.includes(key));
  const taken = given.filter(({ key }) => key !== null && keys.includes(key));
  return [...kept, ...taken]
    .map((section) => (section.text.endsWith('\n') ? section.text : `${section.text}\n`))
    .join('');
}

interface Section {
  /** Null: what stands before the first key. */
  readonly key: string | null;
  readonly text: string;
}

/** Everything inside a section is indented, or it is a list, a comment or an empty line. */
function sectionsOf(text: string): readonly Section[] | null {
  const starts = [...text.matchAll(/^([A-Za-z_][\w-]*)[ \t]*:(?=\s|$)/gmu)];
  const [first] = starts;
  if (first === undefined) return null;
  const before = text.slice(0, first.index);
  const sections = starts.map((match, index): Section => {
    const end = starts[index + 1]?.index ?? text.length;
    return { key: match[1] ?? null, text: text.slice(match.index, end) };
  });
  return before === '' ? sections : [{ key: null, text: before }, ...sections];
}
