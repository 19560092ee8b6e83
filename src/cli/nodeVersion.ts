/** The oldest Node that has all that the CLI is built on; esbuild.js compiles for it. */
const oldest = 22;

/** What to tell whoever starts the CLI with a Node that is too old; null for one that is not. `version`: `20.11.1`. */
export function nodeComplaint(version: string): string | null {
  const major = Number(version.split('.', 1)[0]);
  if (major >= oldest) return null;
  return `Scenarist needs Node ${oldest} or newer, and this is ${version}: install a newer one, or in the project's own folder use «npx scenarist …», which brings its own.`;
}
