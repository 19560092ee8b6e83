import type { Path } from './place.ts';

/** Whether a path is what a pointer says in which `*` stands for any key or index. */
export function matchesPattern(path: Path, pattern: string): boolean {
  const wanted = pattern.split('/').slice(1);
  return wanted.length === path.length && wanted.every((token, index) => token === '*' || token === path[index]);
}

/** Strings in which `{{names}}` are replaced, as pointers; those of gates follow rules of their own. */
const templates: readonly string[] = [
  '/vars/*',
  '/vars/*/*/text',
  '/factors/*/levels/*',
  '/factors/*/levels/*/*',
  '/system',
  '/system/*/text',
  '/user',
  '/user/*',
  '/user/*/text',
  '/user/*/*/text',
  '/layout/*',
  ...['from', 'to', 'to/*', 'cc', 'cc/*', 'date', 'subject', 'name', 'body', 'body/*/text'].map(
    (key) => `/documents/*/${key}`,
  ),
  '/tools/use/*/description',
  '/tools/use/*/returns',
  '/tools/use/*/returns/*/text',
  '/tools/use/*/returns/*/error',
  '/events/*/text',
  '/probes/*/ask',
  '/classifiers/*/judge/question',
];

/** Whether `{{names}}` mean something in the string at a path: so it is for every text of `templateTexts`. */
export function isTemplateText(path: Path): boolean {
  const [section, , key, ...gate] = path;
  if (section === 'classifiers' && key === 'gate') {
    return gate.some((token) => ['where', 'text', 'reasoning'].includes(token)) && !gate.includes('matches');
  }
  if (path.includes('where') && (section === 'tools' || section === 'events')) return !path.includes('matches');
  // Levels in a list are names.
  if (section === 'factors' && key === 'levels' && path.length === 4 && /^\d+$/.test(gate[0] ?? '')) return false;
  return templates.some((pattern) => matchesPattern(path, pattern));
}
