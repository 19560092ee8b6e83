import { stringify } from 'yaml';
import type { Variant } from './imported.ts';
import { Refusal } from './refusal.ts';

export interface WrittenScenario {
  readonly text: string;
  /** The level of the factor `prompt` that stands for each variant; null where there is no such factor. */
  readonly levelOf: (variant: number) => Readonly<Record<string, string>>;
}

const nameForm = /^[A-Za-z][A-Za-z0-9_-]*$/;

/**
 * The least scenario that sends what the lines say was sent: their levels as factors, and one more, `prompt`, where prompts
 * differ. Throws `Refusal` for a name that no factor can have.
 */
export function writeScenario(of: {
  readonly id: string;
  readonly title: string;
  readonly models: readonly string[];
  readonly samples: number;
  readonly variants: readonly Variant[];
}): WrittenScenario {
  const { id, title, models, samples, variants } = of;
  const factors = new Map<string, Set<string>>();
  for (const { levels } of variants)
    for (const [factor, level] of Object.entries(levels))
      factors.set(requireName(factor), (factors.get(factor) ?? new Set()).add(requireName(level)));
  if (factors.has('prompt')) throw new Refusal('a factor cannot be named `prompt` here: call it something else');
  const incomplete = variants.find(({ levels }) => Object.keys(levels).length !== factors.size);
  if (incomplete !== undefined)
    throw new Refusal(
      `line ${incomplete.line} does not say the level of every factor: ${[...factors.keys()].join(', ')}`,
    );
  const names = variants.map((_, index) => (variants.length === 1 ? null : `p${index + 1}`));
  const all = [...factors].map(([factor, levels]) => [factor, { levels: [...levels] }] as const);
  const levelOf = (variant: number): Readonly<Record<string, string>> => {
    const name = names[variant] ?? null;
    return { ...variants[variant]?.levels, ...(name !== null && { prompt: name }) };
  };
  const texts = (of: (variant: Variant) => string): unknown =>
    variants.length === 1
      ? variants.map((variant) => of(variant)).join('')
      : variants.map((variant, index) => ({ when: { prompt: names[index] }, text: of(variant) }));
  const hasSystem = variants.some(({ prompt }) => prompt?.system !== null && prompt !== null);
  const hasFactors = all.length > 0 || variants.length > 1;
  const scenario = {
    scenarist: 1,
    id,
    title,
    ...(hasFactors && {
      factors: Object.fromEntries([
        ...all,
        ...(variants.length > 1 ? [['prompt', { levels: names.flatMap((name) => name ?? []) }] as const] : []),
      ]),
      design: { kind: 'listed', conditions: variants.map((_, index) => levelOf(index)) },
    }),
    ...(hasSystem && { system: texts(({ prompt }) => literal(prompt?.system ?? '')) }),
    user: variants.length === 1 ? texts(userText) : [texts(userText)],
    run: { samples, max_tokens: 4096, models },
  };
  return { text: `${heading}${stringify(scenario, { lineWidth: 0 })}`, levelOf };
}

const heading = `# Written by «scenarist import»: what the imported transcripts say was sent to their models.
# Add classifiers, then grade the run by this file. max_tokens is not known; nothing is sent to «imported/…».
`;

function requireName(name: string): string {
  if (
    nameForm.test(name) &&
    !['true', 'false', 'yes', 'no', 'on', 'off', 'null', 'y', 'n'].includes(name.toLowerCase())
  )
    return name;
  throw new Refusal(
    `\`${name}\` cannot be the name of a factor or level: write a letter, then letters, digits, - and _`,
  );
}

/** Conditions that send the same would be one, so what is not known says whose it is. */
function userText({ prompt, levels }: Variant): string {
  if (prompt !== null) return literal(prompt.user);
  const of = Object.entries(levels).map(([factor, level]) => `${factor} ${level}`);
  return `(The prompt of these transcripts was not imported${of.length === 0 ? '' : `: ${of.join(', ')}`}.)`;
}

function literal(text: string): string {
  return text.replaceAll('{{', '\\{{');
}
