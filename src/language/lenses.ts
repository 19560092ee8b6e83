import type { ParsedDocument } from '../core/document/parsedDocument.ts';
import { importedProfile } from '../core/scenario/runSettings.ts';
import type { ModelUse, Scenario } from '../core/scenario/scenario.ts';
import type { TextRange } from '../core/text/range.ts';
import type { Prices } from '../core/provider/price.ts';
import type { Condition } from '../core/trial/trial.ts';
import { estimateWords, tokenWords } from '../core/view/costWords.ts';
import { dollars } from '../core/view/shown/numbers.ts';
import { estimateRun } from '../core/view/estimate.ts';

export interface LevelChoice {
  readonly factor: string;
  readonly level: string;
}

/** What a lens does when it is clicked; each is a command of the palette too. */
export type LensAction =
  | { readonly do: 'run'; readonly models: readonly string[] | null; readonly where: readonly LevelChoice[] }
  | { readonly do: 'preview' }
  | { readonly do: 'setKey'; readonly profile: string }
  | { readonly do: 'addProfile'; readonly profile: string }
  | { readonly do: 'resume' }
  | { readonly do: 'stop' };

export interface Lens {
  readonly range: TextRange;
  /** May begin with a codicon, `$(name)`. */
  readonly title: string;
  readonly tooltip: string;
  readonly action: LensAction;
}

export interface LensInput {
  readonly document: ParsedDocument;
  readonly scenario: Scenario;
  readonly conditions: readonly Condition[];
  /** Profiles that need a key and have none. */
  readonly keyless: ReadonlySet<string>;
  /** Profiles that are neither a service nor set up by the user. */
  readonly unknown: ReadonlySet<string>;
  readonly running: boolean;
  /** What earlier runs leave to do; null where it is not known. */
  readonly earlier: EarlierRuns | null;
  readonly prices: Prices;
}

export interface EarlierRuns {
  /** How many trials of a condition on a model need not be bought. */
  readonly reusable: (condition: string, model: string) => number;
  /** The last run, where it was left before its end. */
  readonly unfinished: { readonly left: number; readonly planned: number } | null;
}

/** The lenses of one scenario: run all, preview, and above each model and each level: run only that. */
export function scenarioLenses(input: LensInput): readonly Lens[] {
  return [...topLenses(input), ...modelLenses(input), ...levelLenses(input)];
}

function topLenses(input: LensInput): readonly Lens[] {
  const range = input.document.keyRange('/scenarist');
  const preview: Lens = {
    range,
    title: 'Preview prompts',
    tooltip: 'Open the exact text that a condition sends',
    action: { do: 'preview' },
  };
  if (input.running) {
    return [
      { range, title: '$(debug-stop) Stop', tooltip: 'Stop the run; what has arrived is kept', action: { do: 'stop' } },
      preview,
    ];
  }
  const { samples } = input.scenario.run;
  const models = asked(input);
  const ready = models.filter(({ profile }) => isReady(profile, input));
  const run = (title: string, chosen: readonly ModelUse[]): Lens => ({
    range,
    ...offer(`$(play) ${title}`, input, chosen, [
      `${count(input.conditions.length, 'condition')} × ${count(chosen.length, 'model')} × ${count(samples, 'sample')}`,
    ]),
    action: { do: 'run', models: named(chosen, input), where: [] },
  });
  const keys = [...new Set(models.map(({ profile }) => profile))]
    .filter((profile) => !isReady(profile, input))
    .map((profile) =>
      lacking(
        range,
        profile,
        models.filter((model) => model.profile === profile),
        input,
      ),
    );
  if (models.length === 0) return [preview];
  if (ready.length === models.length) return [...resumeLens(range, input), run('Run', models), preview];
  if (ready.length > 0)
    return [run(`Run on ${ready.map(({ reference }) => reference).join(', ')}`, ready), ...keys, preview];
  const scripted: Lens = {
    range,
    title: '$(play) Run on scripted/demo instead',
    tooltip: 'The scripted model beside the scenario: no key, no network, not a model',
    action: { do: 'run', models: ['scripted/demo'], where: [] },
  };
  return [...keys, scripted, preview];
}

function resumeLens(range: TextRange, { earlier }: LensInput): readonly Lens[] {
  const unfinished = earlier?.unfinished ?? null;
  if (unfinished === null) return [];
  const { left, planned } = unfinished;
  return [
    {
      range,
      title: `$(debug-continue) Resume (${left.toLocaleString('en')} of ${count(planned, 'trial')} left)`,
      tooltip: 'Go on with the last run where it was left, with the text that it was planned with',
      action: { do: 'resume' },
    },
  ];
}

/** How many trials a run would buy; null where that is all of them. */
function toRun(
  { earlier, scenario }: LensInput,
  conditions: readonly Condition[],
  models: readonly ModelUse[],
): number | null {
  if (earlier === null) return null;
  const cells = conditions.flatMap(({ id }) => models.map(({ reference }) => earlier.reusable(id, reference)));
  const reused = cells.reduce((sum, cell) => sum + cell, 0);
  return reused === 0 ? null : cells.length * scenario.run.samples - reused;
}

function modelLenses(input: LensInput): readonly Lens[] {
  return asked(input).map((model) => {
    const range = input.document.valueRange(model.pointer);
    if (!isReady(model.profile, input)) return lacking(range, model.profile, [model], input);
    return {
      range,
      ...offer(`$(play) Run ${model.reference}`, input, [model], [`Only ${model.reference}, on every condition`]),
      action: { do: 'run', models: [model.reference], where: [] },
    };
  });
}

function levelLenses(input: LensInput): readonly Lens[] {
  const { document, scenario, conditions } = input;
  const ready = scenario.run.models.filter(({ profile }) => isReady(profile, input));
  if (ready.length === 0) return [];
  return scenario.factors.flatMap((factor) =>
    factor.levels.flatMap((level): readonly Lens[] => {
      const chosen = conditions.filter(({ levels }) => levels[factor.name] === level.name);
      const reached = chosen.length;
      if (reached === 0) return [];
      const left = toRun(input, chosen, ready);
      return [
        {
          range: document.keyRange(level.pointer),
          title: `$(play) ${level.name} (${left === null ? '' : `${left} of `}${reached * scenario.run.samples * ready.length})`,
          tooltip: `Run only ${factor.name}=${level.name}: ${count(reached, 'condition')}`,
          action: {
            do: 'run',
            models: named(ready, input),
            where: [{ factor: factor.name, level: level.name }],
          },
        },
      ];
    }),
  );
}

/** Nothing is sent for transcripts that were made elsewhere. */
function asked({ scenario }: LensInput): readonly ModelUse[] {
  return scenario.run.models.filter(({ profile }) => profile !== importedProfile);
}

/** Null where they are all of the scenario: then another one that is written meanwhile is run too. */
function named(models: readonly ModelUse[], { scenario }: LensInput): readonly string[] | null {
  return models.length === scenario.run.models.length ? null : models.map(({ reference }) => reference);
}

function isReady(profile: string, { keyless, unknown }: LensInput): boolean {
  return !keyless.has(profile) && !unknown.has(profile);
}

/** What the profile of these models lacks before anything can be sent to it. What they would cost is known without it. */
function lacking(range: TextRange, profile: string, models: readonly ModelUse[], input: LensInput): Lens {
  if (input.unknown.has(profile)) {
    return {
      range,
      ...offer(`$(plug) Set up the provider «${profile}»`, input, models, [
        'No service of this name is known: give it an address in the setting scenarist.profiles, or run on a scripted model',
      ]),
      action: { do: 'addProfile', profile },
    };
  }
  return {
    range,
    ...offer(`$(key) Set API key for ${profile}`, input, models, [
      `${profile} has no key yet: set one, or run on a scripted model`,
    ]),
    action: { do: 'setKey', profile },
  };
}

/** A run with what it takes: its trials and, where money is at stake, what it may cost. */
function offer(
  title: string,
  input: LensInput,
  models: readonly ModelUse[],
  about: readonly string[],
): Pick<Lens, 'title' | 'tooltip'> {
  const { conditions, scenario, prices } = input;
  const { samples, budgetUsd } = scenario.run;
  const left = toRun(input, conditions, models);
  const estimate = estimateRun({
    ...{ conditions, models, samples, scenario, prices },
    ...(input.earlier !== null && { reusable: input.earlier.reusable }),
  });
  const all = estimate.trials.toLocaleString('en');
  const amount = left === null ? count(estimate.trials, 'trial') : `${left.toLocaleString('en')} of ${all} to run`;
  const cost = estimateWords(estimate);
  const most = estimate.costUsd?.[1] ?? 0;
  const judges = estimate.judgeCalls === 0 ? [] : [`at most ${count(estimate.judgeCalls, 'call')} of judges`];
  const budget = budgetUsd === null ? [] : [`budget ${dollars(budgetUsd)}`];
  return {
    title: `${title} (${amount}${most > 0 ? `, up to ≈ ${dollars(most)}` : ''})`,
    tooltip: [...about, ...judges, tokenWords(estimate), cost, ...budget].join('; '),
  };
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}
