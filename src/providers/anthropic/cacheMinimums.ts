/**
 * The least tokens that a prefix must have for the service to keep it. From platform.claude.com/docs, «Prompt caching», section
 * «Cache limitations», and «Good to know» of the models' pages, as they stood in 2026; where nothing was found of a model, it
 * has that of its generation, and any later one the highest, so that no prefix is marked in vain.
 */
const minimums: readonly (readonly [names: RegExp, tokens: number])[] = [
  [/^claude-(?:opus|fable|mythos)-5\b/, 512],
  [/^claude-sonnet-5\b/, 1024],
  [/^claude-opus-4-8\b/, 1024],
  [/^claude-opus-4-7\b/, 2048],
  [/^claude-(?:opus-4-[56]|haiku-4-5)\b/, 4096],
  [/^claude-(?:opus|sonnet)-4\b/, 1024],
  [/^claude-3-(?:5-)?haiku\b/, 2048],
  [/^claude-3\b/, 1024],
  [/^/, 4096],
];

export function cacheMinimum(model: string): number {
  return minimums.find(([names]) => names.test(model))?.[1] ?? Infinity;
}
