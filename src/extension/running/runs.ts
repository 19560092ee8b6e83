import * as vscode from 'vscode';
import type { Prices } from '../../core/provider/price.ts';
import type { Delta } from '../../core/provider/provider.ts';
import { createApprovalDesk } from '../../core/run/approval/approvalDesk.ts';
import type { Ruling } from '../../core/run/approval/approver.ts';
import type { RunEvent } from '../../core/run/runEvent.ts';
import { processEnds, type Log } from '../../core/text/ports.ts';
import type { RunView } from '../../core/view/views.ts';
import { runView } from '../../core/view/runView.ts';
import { sameRubric } from '../../core/view/staleness.ts';
import type { RunSession } from '../../node/runSession.ts';
import { tellBatches } from './batchNotes.ts';
import type { CheckedScenario } from '../checking/checkedScenarios.ts';
import type { EditorProviders } from '../models/editorProviders.ts';
import { UserError, type Guard } from '../guard.ts';
import { HeldRuns } from './heldRuns.ts';
import {
  gradeAgain,
  laterMeans,
  resumeLast,
  type GradeChoice,
  type LaterMeans,
  type RequireProfiles,
} from './laterRuns.ts';
import { loggedEvents } from './loggedEvents.ts';
import { planNew, startNew } from './newRuns.ts';
import { PartialAnswers } from './partialAnswers.ts';
import type { BegunRun, OngoingRun, RunChange, TrialDelta, UnderWay } from './ongoingRuns.ts';
import type { RunStart } from './runStart.ts';
import { createSharedBudget, SharedPools, type SharedBudget } from './sharedMeans.ts';

export interface RunsDeps {
  readonly log: Log;
  readonly guard: Guard;
  /** The providers that a scenario at this path may use. */
  readonly providers: EditorProviders;
  readonly prices: () => Prices;
}

/** Runs of the open scenarios. Everything that is shown is asked of a session, whose truth is the journal. */
export class Runs implements vscode.Disposable {
  private readonly deps: RunsDeps;
  private readonly held: HeldRuns;
  /** The runs that are starting or under way, by the scenario's address. */
  private readonly underWay = new Map<string, UnderWay>();
  private readonly pools = new SharedPools();
  private readonly partials = new PartialAnswers();
  private readonly startedOrEnded = new vscode.EventEmitter<void>();
  private readonly changed = new vscode.EventEmitter<RunChange>();
  private readonly received = new vscode.EventEmitter<TrialDelta>();
  readonly onDidStartOrEnd = this.startedOrEnded.event;
  readonly onDidChange = this.changed.event;
  readonly onDidReceive = this.received.event;

  constructor(deps: RunsDeps) {
    this.deps = deps;
    this.held = new HeldRuns({
      ...deps,
      isUnderWay: (key) => this.underWay.has(key),
      onEvent: (run, event) => this.tell(run, event),
      onReplaced: (run) => {
        this.startedOrEnded.fire();
        this.changed.fire({ run, trial: null });
      },
    });
  }

  isRunning(uri: vscode.Uri): boolean {
    return this.underWay.has(uri.toString());
  }

  /** Those whose journal is open, in the order in which they were started. */
  get ongoing(): readonly OngoingRun[] {
    return [...this.underWay.values()].flatMap(({ run }) => (run === null ? [] : [run]));
  }

  /** Starts a run and returns when it is under way; its progress comes as events. */
  async start(start: RunStart): Promise<void> {
    this.take(await this.begin(start, null));
  }

  /**
   * Starts several runs, under one budget in US dollars, or with null each under its own. Nothing is sent before all of them have
   * a folder; where one cannot be started, none is.
   */
  async startAll(starts: readonly RunStart[], budgetUsd: number | null): Promise<void> {
    for (const { checked } of starts) this.requireIdle(checked.uri.toString());
    const shared = budgetUsd === null ? null : createSharedBudget(budgetUsd, this.deps.prices());
    const begun: BegunRun[] = [];
    try {
      for (const start of starts) begun.push(await this.begin(start, shared));
    } catch (error) {
      for (const { key, session } of begun) {
        await session.close();
        this.setUnderWay(key, null);
      }
      throw error;
    }
    for (const each of begun) this.take(each);
  }

  private async begin(start: RunStart, shared: SharedBudget | null): Promise<BegunRun> {
    const { log, providers } = this.deps;
    const key = start.checked.uri.toString();
    this.requireIdle(key);
    const prices = this.deps.prices();
    const plan = planNew(start, { sharedUsd: shared?.usd ?? null, prices });
    const { signal } = this.setUnderWay(key, new AbortController());
    const desk = createApprovalDesk();
    try {
      const means = { log, providers, prices, signal, shared: this.pools.with(shared), approver: desk };
      return { key, session: await startNew(start, plan, means), shared, desk };
    } catch (error) {
      this.setUnderWay(key, null);
      throw error;
    }
  }

  /** Goes on with the last run of a scenario where it was left; under another budget where one is given, in US dollars. */
  resume(checked: CheckedScenario, require: RequireProfiles, budgetUsd: number | null): Promise<void> {
    return this.beginAfter(checked, (last, means) => resumeLast(last, { ...means, budgetUsd }, require));
  }

  /** Grades the transcripts of a run anew, as a run that is shown in its place. */
  grade(checked: CheckedScenario, choice: GradeChoice, require: RequireProfiles): Promise<void> {
    return this.beginAfter(checked, (last, means) =>
      gradeAgain(checked, { ...choice, run: choice.run ?? last.manifest.run }, means, require),
    );
  }

  /** Begins what goes on from the last run of a scenario, and is held in its place. */
  private async beginAfter(
    checked: CheckedScenario,
    begin: (last: RunSession, means: LaterMeans) => Promise<RunSession>,
  ): Promise<void> {
    const key = checked.uri.toString();
    this.requireIdle(key);
    const last = await this.held.last(checked.uri, checked.scenario?.id ?? null);
    if (last === null) throw new UserError('This scenario has not been run yet.');
    const { signal } = this.setUnderWay(key, new AbortController());
    const desk = createApprovalDesk();
    try {
      const own = { signal, shared: this.pools.with(null), approver: () => Promise.resolve(desk) };
      const session = await begin(last, laterMeans(checked.uri, this.deps, own));
      this.take({ key, session, shared: null, desk });
    } catch (error) {
      this.setUnderWay(key, null);
      throw error;
    }
  }

  /** A run of a scenario was written, and not run here. */
  async tellWritten(scenario: vscode.Uri): Promise<void> {
    await this.held.forget(scenario);
    this.startedOrEnded.fire();
  }

  tellReviewed(run: string, trial: string): void {
    this.changed.fire({ run, trial });
  }

  private requireIdle(key: string): void {
    if (this.underWay.has(key))
      throw new UserError('This scenario is running already: stop it first, or wait.', {
        title: 'Stop',
        command: 'scenarist.stop',
        arguments: [key],
      });
  }

  /** Holds a run that begins in place of the one before, and follows it. */
  private take(begun: BegunRun): void {
    const { key, session } = begun;
    const entry = this.underWay.get(key);
    if (entry !== undefined) entry.run = begun;
    this.startedOrEnded.fire();
    this.held.put(key, session);
    void this.deps.guard('The run', () => this.follow(key, session));
  }

  /** Decides on an action that waits. False where it waits no more. */
  decide(run: string, trial: string, question: string, ruling: Ruling): boolean {
    const begun = [...this.underWay.values()].map((each) => each.run);
    return begun.find((each) => each?.session.manifest.run === run)?.desk.rule(trial, question, ruling) ?? false;
  }

  /** Also while it is still being started. */
  stop(uri: vscode.Uri): void {
    this.underWay.get(uri.toString())?.stop.abort();
    this.startedOrEnded.fire();
  }

  stopAll(): void {
    for (const { stop } of this.underWay.values()) stop.abort();
    this.startedOrEnded.fire();
  }

  /** The run that the panel shows for a scenario: the last one, or another that was chosen. Null when it was never run; held: another process works on it. */
  async view(
    checked: CheckedScenario,
    chosen: string | null = null,
  ): Promise<{ readonly run: RunView; readonly isHeld: boolean } | null> {
    const session =
      chosen === null
        ? await this.held.last(checked.uri, checked.scenario?.id ?? null)
        : await this.held.earlier(checked.uri, chosen);
    if (session === null) return null;
    const stale = checked.scenario === null || !session.sends(checked.conditions);
    const { manifest, state } = session;
    const now = checked.scenario?.classifiers ?? state.scenario.classifiers;
    const rubricStale = !sameRubric(manifest, state.scenario.classifiers, now);
    const stopping = this.underWay.get(checked.uri.toString())?.stop.signal.aborted === true;
    return { run: runView(session.state, { stale, stopping, rubricStale }), isHeld: session.readOnly };
  }

  /** Null for a run that is no longer held: another has taken its place since it was asked for. */
  session(run: string): Promise<RunSession | null> {
    return this.held.session(run);
  }

  /** Any run of a scenario; null for one that this version cannot read. Rejects where it is not there. */
  earlier(scenario: vscode.Uri, run: string): Promise<RunSession | null> {
    return this.held.earlier(scenario, run);
  }

  /** What has arrived of a trial that is under way. */
  partial(run: string, trial: string): readonly Delta[] {
    return this.partials.of(run, trial);
  }

  /** A run that is under way ends by itself: it journals what it gave up, and lets go of its folder. */
  dispose(): void {
    for (const { stop } of this.underWay.values()) stop.abort(processEnds);
    vscode.Disposable.from(this.held, this.startedOrEnded, this.changed, this.received).dispose();
  }

  private async follow(key: string, session: RunSession): Promise<void> {
    try {
      for await (const event of loggedEvents(session, this.deps.log)) this.tell(session.manifest.run, event);
    } finally {
      this.setUnderWay(key, null);
      tellBatches(session.state);
      this.changed.fire({ run: session.manifest.run, trial: null });
    }
  }

  private tell(run: string, event: RunEvent): void {
    if (event.type === 'delta') {
      this.partials.add(run, event.trial, event.delta);
      this.received.fire({ run, trial: event.trial, delta: event.delta });
      return;
    }
    const trial = 'trial' in event.event ? event.event.trial : null;
    if (trial !== null) this.partials.forget(run, trial);
    this.changed.fire({ run, trial });
  }

  private setUnderWay<Stop extends AbortController | null>(key: string, stop: Stop): Stop {
    if (stop === null) this.underWay.delete(key);
    else this.underWay.set(key, { stop, run: null });
    if (this.underWay.size === 0) this.pools.release();
    void vscode.commands.executeCommand('setContext', 'scenarist.running', this.underWay.size > 0);
    this.startedOrEnded.fire();
    return stop;
  }
}
