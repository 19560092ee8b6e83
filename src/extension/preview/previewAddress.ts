import * as vscode from 'vscode';
import type { Condition } from '../../core/trial/trial.ts';
import { charactersPerToken } from '../../core/view/promptDocument.ts';
import type { CheckedScenario } from '../checking/checkedScenarios.ts';
import { UserError } from '../guard.ts';

export const previewScheme = 'scenarist-prompt';

export function previewUri({ uri, scenario }: CheckedScenario, condition: Condition): vscode.Uri {
  const name = `${scenario?.id ?? 'scenario'} (${conditionWords(condition)}).prompt.txt`.replaceAll('/', '-');
  return vscode.Uri.from({
    scheme: previewScheme,
    path: `/${name}`,
    query: JSON.stringify({ scenario: uri.toString(), condition: condition.id }),
  });
}

/** The scenario's address and the condition's id. */
export function readPreviewUri(uri: vscode.Uri): { readonly scenario: string; readonly condition: string } {
  try {
    const value: unknown = JSON.parse(uri.query);
    if (typeof value === 'object' && value !== null && 'scenario' in value && 'condition' in value) {
      const { scenario, condition } = value;
      if (typeof scenario === 'string' && typeof condition === 'string') return { scenario, condition };
    }
  } catch {
    // An address that somebody typed: told below.
  }
  throw new UserError('This preview has no scenario: open it with «Scenarist: Preview Prompts».');
}

export function conditionWords({ levels }: Pick<Condition, 'levels'>): string {
  return Object.values(levels).join(' · ') || 'the only condition';
}

/** Always with how it was reached: nobody is to take an estimate for a count. */
export function tokenWords(tokens: number): string {
  return `≈ ${tokens.toLocaleString('en')} tokens (${charactersPerToken} characters each)`;
}
