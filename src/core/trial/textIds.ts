/**
 * Numbers equal texts alike. Long texts of unequal length, which most are, are never read: hashing every prompt on every
 * keystroke would cost more than rendering it.
 */
export function createTextIds(): (text: string) => number {
  let next = 0;
  const byLength = new Map<
    number,
    { readonly first: string; readonly id: number; others: Map<string, number> | null }
  >();
  return (text) => {
    const alike = byLength.get(text.length);
    if (alike === undefined) {
      byLength.set(text.length, { first: text, id: next, others: null });
      return next++;
    }
    if (alike.first === text) return alike.id;
    alike.others ??= new Map();
    const known = alike.others.get(text);
    if (known !== undefined) return known;
    alike.others.set(text, next);
    return next++;
  };
}
