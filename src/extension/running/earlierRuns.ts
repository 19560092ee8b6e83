import * as vscode from 'vscode';
import type { Providers } from '../../core/provider/provider.ts';
import type { Earlier } from '../../node/findEarlier.ts';
import type { CheckedScenario } from '../checking/checkedScenarios.ts';
import type { Guard } from '../guard.ts';
import type { Runs } from './runs.ts';
import { placeOf } from './runPlace.ts';

export interface EarlierRunsDeps {
  readonly runs: Runs;
  readonly guard: Guard;
  readonly providers: (scenarioPath: string, root: string) => Providers;
}

/** What earlier runs leave to do. It is found out beside everything else: who asks gets what is known, and is told of more. */
export class EarlierRuns implements vscode.Disposable {
  private readonly deps: EarlierRunsDeps;
  private known = new WeakMap<CheckedScenario, Earlier | null>();
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscription: vscode.Disposable;
  readonly onDidChange = this.changed.event;

  constructor(deps: EarlierRunsDeps) {
    this.deps = deps;
    this.subscription = deps.runs.onDidStartOrEnd(() => {
      this.known = new WeakMap();
    });
  }

  /** Null where nothing is known yet. */
  of(checked: CheckedScenario): Earlier | null {
    const { scenario, uri } = checked;
    if (scenario === null || uri.scheme !== 'file' || !vscode.workspace.isTrusted) return null;
    const { known } = this;
    if (!known.has(checked)) {
      known.set(checked, null);
      void this.deps.guard('Looking for earlier runs', async () => {
        const { findEarlier } = await import('../../node/findEarlier.ts');
        const place = placeOf(uri);
        const providers = this.deps.providers(place.path, place.root);
        const { conditions } = checked;
        const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
        known.set(checked, await findEarlier({ ...place, scenario, conditions, providers, pause }));
        if (this.known === known) this.changed.fire();
      });
    }
    return known.get(checked) ?? null;
  }

  dispose(): void {
    vscode.Disposable.from(this.subscription, this.changed).dispose();
  }
}
