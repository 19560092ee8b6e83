/** Where the provider's own tools use another name than the profile's. */
const otherNames: ReadonlyMap<string, string> = new Map([['google', 'GEMINI_API_KEY']]);

/** The name of the variable that holds a profile's key: `LAB_API_KEY` for `lab`. */
export function keyVariable(profile: string): string {
  return otherNames.get(profile) ?? `${profile.toUpperCase().replaceAll('-', '_')}_API_KEY`;
}

/** A profile's key from the environment; null when it is not set. Nothing else is read from there: no base URL, no header. */
export function environmentKey(profile: string): string | null {
  const value = process.env[keyVariable(profile)]?.trim();
  return value === undefined || value === '' ? null : value;
}

/** All keys of the environment, for the redactor. */
export function environmentKeys(): readonly string[] {
  return Object.entries(process.env).flatMap(([name, value = '']) => (name.endsWith('_API_KEY') ? [value.trim()] : []));
}
