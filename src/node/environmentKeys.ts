/** The variable that holds each profile's key, as the providers' own tools name it. */
const variables: ReadonlyMap<string, string> = new Map([['anthropic', 'ANTHROPIC_API_KEY']]);

/** The name of a profile's variable; null for a profile that takes no key. */
export function keyVariable(profile: string): string | null {
  return variables.get(profile) ?? null;
}

/** A profile's key from the environment; null when it is not set. Nothing else is read from there: no base URL, no header. */
export function environmentKey(profile: string): string | null {
  const name = keyVariable(profile);
  const value = name === null ? undefined : process.env[name]?.trim();
  return value === undefined || value === '' ? null : value;
}
