import { stringify } from 'yaml';
import { canonicalJson } from '../../core/text/json.ts';
import type { Variant } from './imported.ts';
import { Refusal } from './refusal.ts';

export interface WrittenScenario {
  readonly text: string;
  /** The levels that stand for a variant. */
  readonly levelOf: (variant: number) => Readonly<Record<string, string>>;
}

const nameForm = /^[A-Za-z][A-Za-z0-9_-]*$/;

/**
 * The least scenario that sends what the lines say was sent: their levels as factors, and one more, `prompt`, where those do not
 * tell the prompts apart. Throws `Refusal` for a name that no factor can have.
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
  const prompts = variants.map(({ prompt }) => JSON.stringify(prompt));
  const distinct = [...new Set(prompts)];
  const isTold = new Set(variants.map(({ levels }) => canonicalJson(levels))).size === variants.length;
  const names = isTold ? [] : distinct.map((_, index) => `p${index + 1}`);
  if (names.length > 0) factors.set('prompt', new Set(names));
  const levelOf = (variant: number): Readonly<Record<string, string>> => {
    const name = names[distinct.indexOf(prompts[variant] ?? '')];
    return { ...variants[variant]?.levels, ...(name !== undefined && { prompt: name }) };
  };
  const isShared = (variant: number): boolean => prompts.filter((each) => each === prompts[variant]).length > 1;
  const texts = (of: (variant: Variant, index: number) => string): unknown =>
    variants.length === 1
      ? variants.map((variant) => of(variant, 0)).join('')
      : variants.map((variant, index) => ({ when: levelOf(index), text: of(variant, index) }));
  const user = texts((variant, index) => userText(variant, isShared(index)));
  const hasSystem = variants.some(({ prompt }) => prompt?.system !== null && prompt !== null);
  const scenario = {
    scenarist: 1,
    id,
    title,
    ...(factors.size > 0 && {
      factors: Object.fromEntries([...factors].map(([factor, levels]) => [factor, { levels: [...levels] }])),
      design: { kind: 'listed', conditions: variants.map((_, index) => levelOf(index)) },
    }),
    ...(hasSystem && { system: texts(({ prompt }) => literal(prompt?.system ?? '')) }),
    user: variants.length === 1 ? user : [user],
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

/**
 * Conditions that send the same would be one, so a text says whose it is where the prompt is not known or that of several. What was
 * sent is no other for that: it then begins the transcript.
 */
function userText({ prompt, levels }: Variant, isShared: boolean): string {
  const of = Object.entries(levels).map(([factor, level]) => `${factor} ${level}`);
  const whose = of.length === 0 ? '' : `: ${of.join(', ')}`;
  if (prompt === null) return `(The prompt of these transcripts was not imported${whose}.)`;
  return literal(prompt.user) + (isShared ? `\n\n(Imported${whose}.)` : '');
}

function literal(text: string): string {
  return text.replaceAll('{{', '\\{{');
}
