/** Key shapes of the services that Scenarist talks to, and headers that carry one. */
const secrets = [/\b(?:sk|pk|rk|xai|gsk|AIza)[-_][A-Za-z0-9_-]{8,}/g, /((?:x-api-key|authorization|api[-_]?key)["']?\s*[:=]\s*["']?)(?:Bearer\s+)?[^\s"',}]{4,}/gi] as const;

/** Replaces whatever looks like a key. The one redactor, at the sink: nothing that is logged goes around it. */
export function redact(text: string): string {
  const [keys, headers] = secrets;
  return text.replace(headers, '$1[key]').replace(keys, '[key]');
}
