import type { Effort } from '../../core/scenario/scenario.ts';
import type { Takes } from '../parameters.ts';

/**
 * What one generation of models takes. An effort is sent as `thinking: adaptive` with `output_config.effort`, a budget as
 * `thinking: enabled` with `budget_tokens`.
 */
export interface Capabilities extends Takes {
  /** What it does where `thinking` is left out. `always`: it cannot be turned off. */
  readonly thinksUnasked: 'no' | 'yes' | 'always';
  /** How one call of one tool is had: by `tool_choice`, or, where that is refused, by asking for JSON of the tool's schema. */
  readonly forcedCall: 'tool_choice' | 'json';
}

/**
 * From platform.claude.com/docs, read in November 2026: «Troubleshooting thinking» (table of thinking types and defaults),
 * «Effort», «Structured outputs», and the pages «What's new» of Opus 4.7, Opus 5, Opus 5.5, Sonnet 5, Sonnet 5.5, Haiku 5.5
 * and Fable 5.1 (sampling parameters and forced tool use that return 400).
 */
const generations: readonly (readonly [names: RegExp, takes: Capabilities])[] = (() => {
  const upToMax: readonly Effort[] = ['low', 'medium', 'high', 'max'];
  const all: readonly Effort[] = ['low', 'medium', 'high', 'xhigh', 'max'];
  const budgets = {
    sampling: 'without-reasoning',
    highestTemperature: 1,
    efforts: [],
    budget: true,
    thinksUnasked: 'no',
    forcedCall: 'tool_choice',
  } as const;
  const adaptive = { ...budgets, sampling: 'never', efforts: all, budget: false } as const;
  return [
    [/^claude-3-7-/, budgets],
    [/^claude-(?:2|3|instant)/, { ...budgets, budget: false }],
    [/^claude-(?:opus|sonnet)-4(?:-0|-1)?(?:-20\d{6})?$/, budgets],
    [/^claude-(?:sonnet|haiku)-4-5\b/, budgets],
    // It takes an effort beside a budget, which `reasoning` cannot say.
    [/^claude-opus-4-5\b/, budgets],
    [/^claude-(?:opus|sonnet)-4-6\b/, { ...budgets, efforts: upToMax }],
    [/^claude-opus-4-[78]\b/, adaptive],
    [/^claude-(?:opus|sonnet)-5$/, { ...adaptive, thinksUnasked: 'yes' }],
    [/^claude-mythos-preview\b/, { ...adaptive, budget: true, thinksUnasked: 'always', forcedCall: 'json' }],
    [/^claude-haiku-5-5\b/, { ...adaptive, thinksUnasked: 'yes', forcedCall: 'json' }],
    // Opus 5.5, Sonnet 5.5, Fable and Mythos. Also any later model, until a line above says otherwise: this is what the newest take.
    [/^claude-/, { ...adaptive, thinksUnasked: 'always', forcedCall: 'json' }],
  ];
})();

/**
 * What the model of this name takes. Null for a name that is no Claude model's (a gateway may have names of its own):
 * nothing is known, so everything is sent as asked, and the service decides.
 */
export function capabilitiesOf(model: string): Capabilities | null {
  return generations.find(([names]) => names.test(model))?.[1] ?? null;
}
