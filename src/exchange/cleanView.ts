import { isObject } from '../core/text/json.ts';

type Clean = (text: string) => string;

/**
 * A view with every text in it cleaned. A marked text whose stretches together hold what must not be shown loses its marks,
 * since it may be divided by one.
 */
export function cleanView<View>(view: View, clean: Clean): View {
  return cleaned(view, clean) as View;
}

function cleaned(value: unknown, clean: Clean): unknown {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return cleanedList(value, clean);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, cleaned(each, clean)]));
}

function cleanedList(list: readonly unknown[], clean: Clean): readonly unknown[] {
  return isMarked(list) ? cleanMarked(list, clean) : list.map((each) => cleaned(each, clean));
}

interface Stretch {
  readonly text: string;
  readonly marks: readonly number[];
}

function isMarked(value: readonly unknown[]): value is readonly Stretch[] {
  return (
    value.length > 0 && value.every((each) => isObject(each) && 'marks' in each && typeof each['text'] === 'string')
  );
}

function cleanMarked(text: readonly Stretch[], clean: Clean): readonly Stretch[] {
  const whole = text.map((stretch) => stretch.text).join('');
  const safe = clean(whole);
  return safe === whole ? text : [{ text: safe, marks: [] }];
}
