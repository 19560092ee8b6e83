import type { FromPanel, PanelState } from '../src/protocol/messages.ts';
import { assertNever } from './assertNever.ts';
import { counted } from '../src/core/view/shown/numbers.ts';

/** A state without a run: one sentence, and what to do about it. */
export interface Notice {
  readonly icon: string;
  /** Which scenario it is about; null: none. */
  readonly scenario: string | null;
  readonly sentence: string;
  readonly actions: readonly { readonly label: string; readonly message: FromPanel }[];
}

export function noticeOf(state: Exclude<PanelState, { kind: 'run' }>): Notice {
  switch (state.kind) {
    case 'none':
      return {
        icon: 'beaker',
        scenario: null,
        sentence: 'Open a scenario, a file whose name ends in .scenario.yaml, and its runs appear here.',
        actions: [{ label: 'Open a scenario', message: { type: 'openScenario' } }],
      };
    case 'loading':
      return { icon: 'loading', scenario: state.scenario, sentence: 'Reading the run…', actions: [] };
    case 'gone':
      return {
        icon: 'file',
        scenario: state.scenario,
        sentence: 'This file was moved or deleted; its runs are kept in .scenarist/runs.',
        actions: [{ label: 'Open a scenario', message: { type: 'openScenario' } }],
      };
    case 'invalid':
      return {
        icon: 'warning',
        scenario: state.scenario,
        sentence: `${counted(state.errors, 'error')} in this scenario ${state.errors === 1 ? 'keeps' : 'keep'} it from being run.`,
        actions: [{ label: 'Show problems', message: { type: 'showProblems' } }],
      };
    case 'restricted':
      return {
        icon: 'workspace-untrusted',
        scenario: state.scenario,
        sentence:
          'Running uses your API keys, so it needs a workspace that you trust; writing, checking and reading results work without.',
        actions: [{ label: 'Manage workspace trust', message: { type: 'manageTrust' } }],
      };
    case 'neverRun':
      return neverRun(state);
    case 'error':
      return {
        icon: 'error',
        scenario: state.scenario,
        sentence: state.message,
        actions: [{ label: 'Try again', message: { type: 'ready' } }],
      };
    default:
      return assertNever(state);
  }
}

function neverRun({ scenario, trials, missingKeys }: Extract<PanelState, { kind: 'neverRun' }>): Notice {
  const run = { label: `Run ${counted(trials, 'trial')}`, message: { type: 'run' } } as const;
  if (missingKeys.length === 0) {
    return { icon: 'beaker', scenario, sentence: 'This scenario has not been run yet.', actions: [run] };
  }
  return {
    icon: 'key',
    scenario,
    sentence: `No API key is set for ${missingKeys.join(', ')}; scripted models run without one.`,
    actions: [
      ...missingKeys.map(
        (profile) => ({ label: `Set API key for ${profile}`, message: { type: 'setKey', profile } }) as const,
      ),
      run,
    ],
  };
}
