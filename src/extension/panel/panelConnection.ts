import * as vscode from 'vscode';
import { assertNever } from '../../core/text/assertNever.ts';
import { analysisView } from '../../core/view/analysisView.ts';
import { trialsPage } from '../../core/view/trialsPage.ts';
import type { FromPanel, PanelAction, ToPanel } from '../../protocol/messages.ts';
import { readFromPanel } from '../../protocol/readFromPanel.ts';
import type { ExampleTarget } from '../commandMap.ts';
import { executeScenarist } from '../commands.ts';
import type { Comparisons } from '../comparisons.ts';
import { UserError, type Guard } from '../guard.ts';
import { showJudgePrompt } from '../judgePrompts.ts';
import { locationOf } from '../places.ts';
import { requireTrust } from '../trust.ts';
import { copyText, saveSvg } from './exports.ts';
import { panelStateOf, type PanelStateDeps } from './panelState.ts';
import { neighbourOf, pickRun, runsOf, ShownRun } from './shownRun.ts';
import { TranscriptSearch } from './transcriptSearch.ts';

/** A run of 50 trials a second must not make 50 repaints a second. */
const stateIntervalMs = 120;
/** What is read sooner needs no word about being read. */
const loadingAfterMs = 300;

export interface PanelDeps extends PanelStateDeps {
  readonly comparisons: Comparisons;
  readonly guard: Guard;
  /** Shows what a panel shows in an editor of its own. */
  readonly openInEditor: (scenario: vscode.Uri, run: string | null) => void;
  /** The panel that has the focus, for keys that it shares with VS Code. */
  readonly onDidFocus: (panel: PanelConnection, focused: boolean) => void;
}

/** Where a page is shown, and what it is about. */
export interface PanelHost {
  readonly webview: vscode.Webview;
  readonly scenario: () => vscode.Uri | null;
}

interface OpenTrial {
  readonly run: string;
  readonly trial: string;
}

/** One page of the panel: answers its messages and tells it what changed. Which run is shown is all that it holds. */
export class PanelConnection implements vscode.Disposable {
  private readonly deps: PanelDeps;
  private readonly host: PanelHost;
  private readonly subscriptions: vscode.Disposable;
  private readonly search: TranscriptSearch;
  private readonly shown = new ShownRun();
  private openTrial: OpenTrial | null = null;
  private opening: OpenTrial | null = null;
  private timer: NodeJS.Timeout | null = null;
  private lastState = '';

  constructor(deps: PanelDeps, host: PanelHost) {
    this.deps = deps;
    this.host = host;
    this.search = new TranscriptSearch(deps.guard, (progress) => this.post({ type: 'searched', ...progress }));
    const { scenarios, runs, keys } = deps;
    const changed = (): void => this.scheduleState();
    this.subscriptions = vscode.Disposable.from(
      scenarios.onDidCheck(changed),
      keys.onDidChange(changed),
      runs.onDidStartOrEnd(changed),
      runs.onDidChange(({ run, trial }) => {
        this.scheduleState();
        if (trial !== null && this.isOpen(run, trial))
          void deps.guard('Showing a transcript', () => this.sendTranscript());
      }),
      runs.onDidReceive(({ run, trial, delta }) => {
        if (this.isOpen(run, trial)) this.post({ type: 'delta', run, trial, delta });
      }),
      deps.comparisons.onDidChoose((run) => void deps.guard('Comparing', () => this.sendComparison(run, true))),
      vscode.workspace.onDidGrantWorkspaceTrust(changed),
      host.webview.onDidReceiveMessage((value: unknown) => deps.guard('The panel', () => this.receive(value))),
    );
  }

  dispose(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.search.stop();
    this.deps.onDidFocus(this, false);
    this.subscriptions.dispose();
  }

  /** Shows this run of a scenario; null: the last one. */
  choose(scenario: vscode.Uri, run: string | null): void {
    this.shown.choose(scenario, run);
    this.scheduleState();
  }

  /** The trial that is open, as a command takes it; null where none is. */
  get shownTrial(): ExampleTarget | null {
    const uri = this.host.scenario();
    return this.openTrial === null || uri === null ? null : { uri: uri.toString(), ...this.openTrial };
  }

  do(action: PanelAction): void {
    this.post({ type: 'do', action });
  }

  scheduleState(): void {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      void this.deps.guard('Showing the run', () => this.sendState());
    }, stateIntervalMs);
  }

  private async receive(value: unknown): Promise<void> {
    const message = readFromPanel(value);
    if (message === null) throw new Error('the panel sent a message of an unknown form');
    await this.handle(message);
  }

  private async handle(message: FromPanel): Promise<void> {
    switch (message.type) {
      case 'ready':
        return this.sendState();
      case 'openScenario':
        await vscode.commands.executeCommand('workbench.action.quickOpen', '.scenario.y');
        return;
      case 'run':
        // What is started is what is shown from here on.
        this.choose(this.requireScenario(), null);
        return executeScenarist('scenarist.run', { uri: this.requireScenario().toString(), models: null, where: [] });
      case 'resume':
        return executeScenarist('scenarist.resume', this.requireScenario().toString());
      case 'stop':
        return executeScenarist('scenarist.stop', this.requireScenario().toString());
      case 'pickRun':
        return this.pickRun();
      case 'stepRun':
        return this.stepRun(message.to);
      case 'showRun':
        return this.showRun(message.run);
      case 'openInEditor':
        this.deps.openInEditor(this.requireScenario(), this.shown.of(this.requireScenario()));
        return;
      case 'focus':
        this.deps.onDidFocus(this, message.focused);
        return;
      case 'copy':
        return copyText(message.text);
      case 'saveSvg':
        return saveSvg(message.name, message.svg);
      case 'getTrials':
        return this.sendTrials(message);
      case 'getAnalysis':
        return this.sendAnalysis(message.run, message.classifier);
      case 'getComparison':
        return this.sendComparison(message.run, false);
      case 'compare':
        return executeScenarist('scenarist.compare', { uri: this.requireScenario().toString(), run: message.run });
      case 'openComparedText':
        return this.deps.comparisons.openText(message.run, message.file);
      case 'openComparedTrials':
        return this.deps.comparisons.openTrials(message.run, message);
      case 'openTrial':
        return this.open(message.run, message.trial);
      case 'decide':
        this.decide(message);
        return;
      case 'previewPrompt':
        return executeScenarist('scenarist.previewPrompts', {
          uri: this.requireScenario().toString(),
          condition: message.condition,
        });
      case 'addExample':
        return executeScenarist('scenarist.addToExamples', {
          ...{ uri: this.requireScenario().toString(), run: message.run, trial: message.trial },
          ...(message.classifier !== null && { classifier: message.classifier }),
        });
      case 'review':
        return executeScenarist('scenarist.review', message);
      case 'showJudgePrompt':
        return showJudgePrompt(message);
      case 'gradeAgain':
        return executeScenarist('scenarist.gradeAgain', this.requireScenario().toString(), message.run);
      case 'revealRule':
        return this.revealRule(message.pointer);
      case 'setKey':
        return executeScenarist('scenarist.setApiKey', message.profile);
      case 'manageTrust':
        await vscode.commands.executeCommand('workbench.trust.manage');
        return;
      case 'showProblems':
        await vscode.commands.executeCommand('workbench.actions.view.problems');
        return;
      default:
        return assertNever(message);
    }
  }

  private decide({ run, trial, question, approved, everyUse, reason }: Extract<FromPanel, { type: 'decide' }>): void {
    requireTrust('Running');
    const ruling = { approved, reason, ...(approved && everyUse && { everyUse }) };
    if (!this.deps.runs.decide(run, trial, question, ruling))
      throw new UserError('This action waits no more: it was decided already, or its run has ended.');
  }

  private requireScenario(): vscode.Uri {
    const uri = this.host.scenario();
    if (uri === null) throw new UserError('No scenario is open: open a *.scenario.yaml file first.');
    return uri;
  }

  private async pickRun(): Promise<void> {
    const { uri, runs, shown } = await this.runs();
    const run = await pickRun(uri, runs, { shown });
    if (run !== undefined) this.choose(uri, run === runs[0] ? null : run);
  }

  private async showRun(run: string): Promise<void> {
    const { uri, runs } = await this.runs();
    this.choose(uri, run === runs[0] ? null : run);
  }

  private async stepRun(to: 'earlier' | 'later' | 'last'): Promise<void> {
    const { uri, runs, shown } = await this.runs();
    this.choose(uri, neighbourOf(runs, shown, to));
  }

  private async runs(): Promise<{ uri: vscode.Uri; runs: readonly string[]; shown: string }> {
    const uri = this.requireScenario();
    const state = await panelStateOf(uri, this.shown, this.deps);
    if (state.kind !== 'run') return { uri, runs: [], shown: '' };
    return { uri, runs: await runsOf(uri, state.view.scenario.id), shown: state.view.run };
  }

  private async revealRule(pointer: string): Promise<void> {
    const document = await vscode.workspace.openTextDocument(this.requireScenario());
    const checked = await this.deps.scenarios.get(document);
    const { uri, range } = locationOf(checked, checked.document.valueRange(pointer));
    await vscode.window.showTextDocument(uri, { selection: range });
  }

  private async sendTrials({
    run,
    request,
    filter,
    offset,
    limit,
  }: Extract<FromPanel, { type: 'getTrials' }>): Promise<void> {
    const session = await this.deps.runs.session(run);
    if (session === null) return;
    const { text = '' } = filter;
    if (text === '') this.search.stop();
    const found = text === '' ? null : this.search.found(session, text);
    this.post({ type: 'trials', request, run, page: trialsPage(session.state, filter, offset, limit, found) });
  }

  private async sendAnalysis(run: string, classifier: string): Promise<void> {
    const session = await this.deps.runs.session(run);
    if (session !== null) this.post({ type: 'analysis', run, analysis: analysisView(session.state, classifier) });
  }

  private async sendComparison(run: string, show: boolean): Promise<void> {
    try {
      this.post({ type: 'comparison', run, comparison: await this.deps.comparisons.view(run), show });
    } catch (error) {
      // What stood in the way is told beside the panel, which goes back to asking what to compare.
      this.post({ type: 'comparison', run, comparison: null, show: false });
      throw error;
    }
  }

  private async open(run: string, trial: string | null): Promise<void> {
    this.openTrial = null;
    const opening = trial === null ? null : { run, trial };
    this.opening = opening;
    if (opening === null) return;
    const session = await this.deps.runs.session(run);
    const transcript = (await session?.transcript(opening.trial)) ?? null;
    if (transcript === null || this.opening !== opening) return;
    // In one go: what has arrived until now, and from here on what arrives; nothing twice, nothing left out.
    this.post({ type: 'transcript', run, transcript });
    for (const delta of this.deps.runs.partial(run, opening.trial))
      this.post({ type: 'delta', run, trial: opening.trial, delta });
    this.openTrial = opening;
  }

  private isOpen(run: string, trial: string): boolean {
    return this.openTrial?.run === run && this.openTrial.trial === trial;
  }

  private async sendTranscript(): Promise<void> {
    const open = this.openTrial;
    if (open === null) return;
    const session = await this.deps.runs.session(open.run);
    const transcript = (await session?.transcript(open.trial)) ?? null;
    if (transcript !== null && open === this.openTrial) this.post({ type: 'transcript', run: open.run, transcript });
  }

  private async sendState(): Promise<void> {
    const uri = this.host.scenario();
    const about = `${uri?.toString() ?? ''} ${uri === null ? '' : (this.shown.of(uri) ?? '')}`;
    // Only in place of what is about something else: a run that grows is not taken away while it is read.
    const loading = setTimeout(() => {
      if (uri !== null && about !== this.lastState)
        this.post({ type: 'state', state: { kind: 'loading', scenario: vscode.workspace.asRelativePath(uri) } });
    }, loadingAfterMs);
    try {
      this.post({ type: 'state', state: await panelStateOf(uri, this.shown, this.deps) });
      this.lastState = about;
    } finally {
      clearTimeout(loading);
    }
  }

  private post(message: ToPanel): void {
    // Resolves to false when the view is hidden; it asks again with `ready` when it comes back.
    void this.host.webview.postMessage(message);
  }
}
