/** Key shapes of the services that Scenarist talks to, and headers that carry one. */
const secrets = [
  /\b(?:(?:sk|pk|rk|xai|gsk)[-_][A-Za-z0-9_-]{8,}|AIza[A-Za-z0-9_-]{20,})/g,
  /((?:x-api-key|authorization|api[-_]?key)["']?\s*[:=]\s*["']?)(?:Bearer\s+)?[^\s"',}]{4,}/gi,
] as const;

/** What is shorter is no key, and would blacken half of the text. */
const shortestKey = 8;

/**
 * Replaces whatever looks like a key, and the keys that are known. The one redactor, at the sink: nothing that is logged goes
 * around it.
 */
export function redact(text: string, known: readonly string[] = []): string {
  const [keys, headers] = secrets;
  const named = known.filter(({ length }) => length >= shortestKey).sort((a, b) => b.length - a.length);
  const clean = named.reduce((rest, key) => rest.replaceAll(key, '[key]'), text);
  return clean.replace(headers, '$1[key]').replace(keys, '[key]');
}
