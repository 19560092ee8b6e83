import type { Effort } from '../../core/scenario/scenario.ts';
import type { Takes } from '../parameters.ts';

/** How a service speaks the protocol where services differ. */
export interface Dialect {
  /** What the limit of output tokens is called. OpenAI's models take the newer name alone, many servers only the older. */
  readonly limit: 'max_tokens' | 'max_completion_tokens';
  /** Where `reasoning` is said: `reasoning_effort`, OpenRouter's `reasoning`, or Gemini's `thinking_config`. */
  readonly reasoning: 'effort' | 'openrouter' | 'gemini';
  /** How one call of one tool is had where the model's row does not say. */
  readonly forcedCall: ForcedCallBy;
  /** Whether a function may say `strict`. */
  readonly strictFunctions: boolean;
}

/**
 * `tool_choice`, or, where that is refused, asking for JSON of the tool's schema. `without-thinking`: by `tool_choice`, with
 * thinking turned off, which excludes it.
 */
type ForcedCallBy = 'tool_choice' | 'json' | 'without-thinking';

/** What one model takes; `isKnown` is false where nothing is known of it: all is sent as asked, and the service decides. */
export interface ModelTakes extends Takes {
  readonly isKnown: boolean;
  readonly forcedCall: ForcedCallBy;
  /** It thinks unless told not to, and shows its thoughts where that is asked for. */
  readonly showsThoughts: boolean;
}

type Row = readonly [names: RegExp, takes: Partial<ModelTakes>];

const every: readonly Effort[] = ['low', 'medium', 'high', 'xhigh', 'max'];
const upToHigh: readonly Effort[] = ['low', 'medium', 'high'];
const upToXhigh: readonly Effort[] = ['low', 'medium', 'high', 'xhigh'];

/**
 * OpenAI: developers.openai.com, guides «Reasoning» and «Using the latest model», and the types of the `openai` library
 * 7.57, read in November 2026. «When reasoning effort is not none, remove temperature, top_p»: 5.1 to 5.4 default to none,
 * later ones do not. Functions beside reasoning are refused from 5.4 on («Function tools with reasoning_effort are not
 * supported … in /v1/chat/completions»), so a forced call is had as JSON there.
 */
const openai: readonly Row[] = [
  [/^gpt-5(?:\.\d+)?-chat/, { efforts: [] }],
  [/^o1-(?:mini|preview)/, { sampling: 'never', efforts: [], forcedCall: 'json' }],
  [/^o\d/, { sampling: 'never', efforts: upToHigh }],
  [/^gpt-5(?:-(?:mini|nano|\d{4}).*)?$/, { sampling: 'never', efforts: upToHigh }],
  [/^gpt-5\.1\b/, { sampling: 'without-reasoning', efforts: upToHigh }],
  [/^gpt-5\.[23]\b/, { sampling: 'without-reasoning', efforts: upToXhigh }],
  [/^gpt-5\.4\b/, { sampling: 'without-reasoning', efforts: upToXhigh, forcedCall: 'json' }],
  [/^gpt-5\.5\b/, { sampling: 'never', efforts: upToXhigh, forcedCall: 'json' }],
  [/^gpt-(?:5\.[6-9]|[6-9])/, { sampling: 'never', efforts: every, forcedCall: 'json' }],
  [/^(?:gpt-[34]|chatgpt-)/, { efforts: [] }],
];

/**
 * Gemini: ai.google.dev/gemini-api/docs/openai and /thinking, read in November 2026. `reasoning_effort` and `thinking_config`
 * exclude each other, and only the second shows thoughts, so an effort is sent as `thinking_level`; 2.5 knows budgets alone.
 */
const google: readonly Row[] = [
  [/^gemini-(?:1|2\.0)/, { efforts: [], budget: false }],
  [/^gemini-2\.5-flash-lite/, { efforts: [] }],
  [/^gemini-2\.5/, { efforts: [], showsThoughts: true }],
  [/^gemini-[3-9]/, { efforts: upToHigh, budget: false, showsThoughts: true }],
];

/** Grok: docs.x.ai, «Reasoning» and the pages of the models, read in November 2026. */
const xai: readonly Row[] = [
  [/^grok-3-mini/, { efforts: ['low', 'high'] }],
  [/^grok-4\.(?:3|5|7)\b/, { efforts: upToHigh }],
  [/^grok-(?:[23]|4(?:[-.](?:0709|1|fast|latest|20)|$))/, { efforts: [] }],
];

/**
 * DeepSeek: api-docs.deepseek.com/guides/thinking_mode, read in November 2026. It thinks unless told not to; then sampling
 * parameters are taken without an effect, and `medium` and `xhigh` mean another effort, so neither is let through.
 */
const deepseek: readonly Row[] = [
  [/^deepseek-chat$/, { efforts: [] }],
  [/^deepseek-reasoner$/, { sampling: 'never', efforts: [] }],
  [/^deepseek-v4/, { sampling: 'never', efforts: ['high', 'max'] }],
  [/^deepseek-(?:flash|pro)/, { sampling: 'never', efforts: ['low', 'high', 'max'] }],
];

const models: ReadonlyMap<string, readonly Row[]> = new Map([
  ['openai', openai],
  ['google', google],
  ['xai', xai],
  ['deepseek', deepseek],
]);

/** A server of which nothing is known but its address. JSON of a schema is what most of them have; a forced call is rarer. */
const anyServer: Dialect = { limit: 'max_tokens', reasoning: 'effort', forcedCall: 'json', strictFunctions: false };

/** The sources of the models above, and openrouter.ai/docs «Reasoning Tokens», docs.ollama.com «OpenAI compatibility». */
const dialects: ReadonlyMap<string, Dialect> = new Map<string, Dialect>([
  ['openai', { limit: 'max_completion_tokens', reasoning: 'effort', forcedCall: 'tool_choice', strictFunctions: true }],
  ['google', { limit: 'max_tokens', reasoning: 'gemini', forcedCall: 'tool_choice', strictFunctions: false }],
  ['xai', { limit: 'max_completion_tokens', reasoning: 'effort', forcedCall: 'tool_choice', strictFunctions: false }],
  ['deepseek', { limit: 'max_tokens', reasoning: 'effort', forcedCall: 'without-thinking', strictFunctions: false }],
  ['openrouter', { limit: 'max_tokens', reasoning: 'openrouter', forcedCall: 'tool_choice', strictFunctions: false }],
]);

export function dialectOf(profile: string): Dialect {
  return dialects.get(profile) ?? anyServer;
}

/** What a model of a profile takes: all that the dialect can say, less what the model's row takes away. */
export function capabilitiesOf(profile: string, model: string): ModelTakes {
  const { forcedCall, reasoning } = dialectOf(profile);
  const row = models.get(profile)?.find(([names]) => names.test(model))?.[1];
  return {
    isKnown: row !== undefined,
    sampling: 'always',
    highestTemperature: 2,
    efforts: every,
    budget: reasoning !== 'effort',
    forcedCall,
    showsThoughts: false,
    ...row,
  };
}
