import * as vscode from 'vscode';
import type { Delta, Providers } from '../core/provider/provider.ts';
import type { RunEvent } from '../core/run/runEvent.ts';
import type { ModelUse, Scenario } from '../core/scenario/scenario.ts';
import type { Log } from '../core/text/ports.ts';
import type { RunView, TranscriptView, TrialFilter, TrialsPage } from '../core/view/views.ts';
import { runView } from '../core/view/runView.ts';
import { trialsPage } from '../core/view/trialsPage.ts';
import type { LevelChoice } from '../language/lenses.ts';
import { selectConditions } from '../core/trial/trials.ts';
import type { RunSession } from '../node/runSession.ts';
import type { CheckedScenario } from './checkedScenarios.ts';
import { UserError, type Guard } from './guard.ts';
import { PartialAnswers } from './partialAnswers.ts';

export interface RunsDeps {
  readonly log: Log;
  readonly guard: Guard;
  /** The providers that a scenario at this path may use. */
  readonly providers: (scenarioPath: string, root: string) => Providers;
}

export interface RunStart {
  readonly checked: CheckedScenario & { readonly scenario: Scenario };
  readonly models: readonly ModelUse[];
  readonly where: readonly LevelChoice[];
}

/** One scenario's run: the one under way, or the last one on disk. */
interface Held {
  readonly session: RunSession;
  /** Null when nothing is under way. */
  readonly stop: AbortController | null;
}

/** Running and reading runs is a third of the code, and an author may only want to write. */
function loadSessions() {
  return import('../node/runSession.ts');
}

/** Runs of the open scenarios. Everything that is shown is asked of a session, whose truth is the journal. */
export class Runs implements vscode.Disposable {
  private readonly deps: RunsDeps;
  /** By the scenario's address. */
  private readonly held = new Map<string, Promise<Held | null>>();
  private readonly underWay = new Set<string>();
  private readonly partials = new PartialAnswers();
  private readonly startedOrEnded = new vscode.EventEmitter<void>();
  private readonly changed = new vscode.EventEmitter<{ readonly trial: string | null }>();
  private readonly received = new vscode.EventEmitter<{
    readonly run: string;
    readonly trial: string;
    readonly delta: Delta;
  }>();
  readonly onDidStartOrEnd = this.startedOrEnded.event;
  readonly onDidChange = this.changed.event;
  readonly onDidReceive = this.received.event;

  constructor(deps: RunsDeps) {
    this.deps = deps;
  }

  isRunning(uri: vscode.Uri): boolean {
    return this.underWay.has(uri.toString());
  }

  /** Starts a run and returns when it is under way; its progress comes as events. */
  async start({ checked, models, where }: RunStart): Promise<void> {
    const key = checked.uri.toString();
    if (this.underWay.has(key))
      throw new UserError('This scenario is running already: stop it first, or wait.', {
        title: 'Stop',
        command: 'scenarist.stop',
      });
    const place = placeOf(checked.uri);
    const conditions = selectConditions(checked.conditions, where);
    if (conditions.length === 0)
      throw new UserError('The design leaves no condition with this level, so there is nothing to run.');
    this.setUnderWay(key, true);
    const stop = new AbortController();
    try {
      const { startRun } = await loadSessions();
      const session = await startRun({
        ...place,
        text: checked.document.text,
        scenario: checked.scenario,
        conditions,
        models,
        samples: checked.scenario.run.samples,
        providers: this.deps.providers(place.path, place.root),
        concurrency: concurrency(),
        signal: stop.signal,
        log: this.deps.log,
      });
      await this.letGo(key);
      this.held.set(key, Promise.resolve({ session, stop }));
      void this.deps.guard('The run', () => this.follow(key, session));
    } catch (error) {
      this.setUnderWay(key, false);
      throw error;
    }
  }

  stop(uri: vscode.Uri): void {
    void this.held.get(uri.toString())?.then((held) => {
      held?.stop?.abort();
      this.changed.fire({ trial: null });
    });
  }

  /** The run that the panel shows for a scenario; null when it was never run. */
  async view(checked: CheckedScenario): Promise<{ readonly run: RunView; readonly readOnly: boolean } | null> {
    const held = await this.holdLast(checked.uri, checked.scenario?.id ?? null);
    if (held === null) return null;
    const { session, stop } = held;
    const stale = checked.scenario === null || !session.sends(checked.conditions);
    const run = runView(session.state, {
      stale,

      stopping: stop?.signal.aborted === true,
    });
    return { run, readOnly: session.readOnly };
  }

  async trials(run: string, filter: TrialFilter, offset: number, limit: number): Promise<TrialsPage> {
    return trialsPage((await this.session(run)).state, filter, offset, limit);
  }

  async transcript(run: string, trial: string): Promise<TranscriptView | null> {
    return (await this.session(run)).transcript(trial);
  }

  /** What has arrived of a trial that is under way. */
  partial(trial: string): readonly Delta[] {
    return this.partials.of(trial);
  }

  dispose(): void {
    for (const held of this.held.values()) {
      void held.then(async (each) => {
        each?.stop?.abort();
        await each?.session.close();
      });
    }
    vscode.Disposable.from(this.startedOrEnded, this.changed, this.received).dispose();
  }

  private async follow(key: string, session: RunSession): Promise<void> {
    try {
      for await (const event of session.events()) this.tell(session.manifest.run, event);
    } finally {
      this.setUnderWay(key, false);
      this.changed.fire({ trial: null });
    }
  }

  private tell(run: string, event: RunEvent): void {
    if (event.type === 'delta') {
      this.partials.add(event.trial, event.delta);
      this.received.fire({ run, trial: event.trial, delta: event.delta });
      return;
    }
    const trial = 'trial' in event.event ? event.event.trial : null;
    if (trial !== null) this.partials.forget(trial);
    this.changed.fire({ trial });
  }

  private setUnderWay(key: string, running: boolean): void {
    if (running) this.underWay.add(key);
    else this.underWay.delete(key);
    void vscode.commands.executeCommand('setContext', 'scenarist.running', this.underWay.size > 0);
    this.startedOrEnded.fire();
  }

  private async holdLast(uri: vscode.Uri, scenarioId: string | null): Promise<Held | null> {
    const key = uri.toString();
    const known = this.held.get(key);
    if (known !== undefined) return known;
    if (scenarioId === null || uri.scheme !== 'file') return null;
    const { root, path } = placeOf(uri);
    const last = loadSessions()
      .then(({ openLastRun }) => openLastRun({ root, path, scenarioId, log: this.deps.log }))
      .then((session) => (session === null ? null : { session, stop: null }));
    this.held.set(key, last);
    const held = await last;
    // Not kept: the first run may be made by another window or the CLI.
    if (held === null && this.held.get(key) === last) this.held.delete(key);
    return held;
  }

  private async letGo(key: string): Promise<void> {
    const before = await this.held.get(key);
    this.held.delete(key);
    await before?.session.close();
  }

  private async session(run: string): Promise<RunSession> {
    for (const held of this.held.values()) {
      const session = (await held)?.session;
      if (session?.manifest.run === run) return session;
    }
    throw new UserError('This run is no longer open: open its scenario again.');
  }
}

/** Where runs of a scenario are kept: at the root of its workspace folder, or beside it when it is in none. */
function placeOf(uri: vscode.Uri): { readonly root: string; readonly path: string } {
  if (uri.scheme !== 'file') {
    throw new UserError('Running needs a file on a disk: save the scenario into a folder of this machine first.', {
      title: 'Save As…',
      command: 'workbench.action.files.saveAs',
    });
  }
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri ?? vscode.Uri.joinPath(uri, '..');
  return { root: folder.fsPath, path: uri.fsPath };
}

function concurrency(): number {
  const value: unknown = vscode.workspace.getConfiguration('scenarist').get('concurrency');
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 200 ? value : 10;
}
