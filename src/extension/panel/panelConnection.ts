import * as vscode from 'vscode';
import { analysisView } from '../../core/view/analysisView.ts';
import { trialsPage } from '../../core/view/trialsPage.ts';
import type { FromPanel, PanelAction, ToPanel } from '../../protocol/messages.ts';
import { readFromPanel } from '../../protocol/readFromPanel.ts';
import type { ExampleTarget } from '../commandMap.ts';
import type { BlindReview } from '../results/blindReview.ts';
import { executeScenarist } from '../commands.ts';
import { UserError, type Guard } from '../guard.ts';
import type { OpenPanel, OpenPanels } from './openPanels.ts';
import { OpenTranscript } from './openTranscript.ts';
import { runPanelCommand, type PanelCommandDeps, type Shown } from './panelCommands.ts';
import { panelStateOf, type PanelStateDeps } from './panelState.ts';
import { lastAsNull, neighbourOf, pickRun, runsOf, type ShownRun } from './shownRun.ts';
import { TranscriptSearch } from './transcriptSearch.ts';

/** A run of 50 trials a second must not make 50 repaints a second. */
const stateIntervalMs = 120;
/** What is read sooner needs no word about being read. */
const loadingAfterMs = 300;

export interface PanelDeps extends PanelStateDeps, PanelCommandDeps {
  readonly guard: Guard;
  readonly panels: OpenPanels;
  readonly blind: BlindReview;
}

/** Where a page is shown, and what it is about. */
export interface PanelHost {
  readonly webview: vscode.Webview;
  readonly scenario: () => vscode.Uri | null;
  readonly shown: ShownRun;
  readonly isVisible: () => boolean;
  /** Whether it is the active editor. */
  readonly isActive: () => boolean;
  /** Gives it the focus, unless something else has come in its place. */
  readonly focus: () => void;
}

/** What is asked of its reader in a list above, which gives the focus to the text editor: from there a key would be typed into it. */
const asking: ReadonlySet<FromPanel['type']> = new Set<FromPanel['type']>([
  ...(['pickRun', 'compare', 'exportRun', 'gradeAgain', 'addExample', 'saveSvg', 'setKey'] as const),
]);

/** One page of the panel: answers its messages and tells it what changed. All that it holds is which transcript it shows. */
export class PanelConnection implements OpenPanel, vscode.Disposable {
  private readonly deps: PanelDeps;
  private readonly host: PanelHost;
  private readonly subscriptions: vscode.Disposable;
  private readonly search: TranscriptSearch;
  private readonly transcript: OpenTranscript;
  private timer: NodeJS.Timeout | null = null;
  private lastState = '';

  constructor(deps: PanelDeps, host: PanelHost) {
    this.deps = deps;
    this.host = host;
    this.search = new TranscriptSearch(deps.guard, (progress) => this.post({ type: 'searched', ...progress }));
    const { scenarios, runs, keys, blind } = deps;
    this.transcript = new OpenTranscript(runs, (message) => this.post(message));
    const changed = (): void => this.scheduleState();
    deps.panels.add(this);
    this.subscriptions = vscode.Disposable.from(
      scenarios.onDidCheck(changed),
      keys.onDidChange(changed),
      runs.onDidStartOrEnd(changed),
      runs.onDidChange(({ run, trial }) => {
        this.scheduleState();
        if (trial !== null && this.transcript.isOf(run, trial))
          void deps.guard('Showing a transcript', () => this.transcript.sendAgain());
      }),
      runs.onDidReceive(({ run, trial, delta }) => {
        if (this.transcript.isOf(run, trial)) this.post({ type: 'delta', run, trial, delta });
      }),
      blind.onDidChange((on) => this.post({ type: 'blind', on })),
      deps.comparisons.onDidChoose((run) => void deps.guard('Comparing', () => this.sendComparison(run, true))),
      vscode.workspace.onDidGrantWorkspaceTrust(changed),
      host.webview.onDidReceiveMessage((value: unknown) => deps.guard('The panel', () => this.receive(value))),
    );
  }

  dispose(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.search.stop();
    this.deps.panels.remove(this);
    this.subscriptions.dispose();
  }

  /** Shows this run of a scenario; null: the last one. */
  choose(scenario: vscode.Uri, run: string | null): void {
    this.host.shown.choose(scenario, run);
    this.scheduleState();
  }

  /** The trial that is open, as a command takes it; null where none is. */
  get shownTrial(): ExampleTarget | null {
    const uri = this.host.scenario();
    return this.transcript.trial === null || uri === null ? null : { uri: uri.toString(), ...this.transcript.trial };
  }

  get scenario(): vscode.Uri | null {
    return this.host.scenario();
  }

  get isInSight(): boolean {
    return this.host.isVisible();
  }

  get isActive(): boolean {
    return this.host.isActive();
  }

  runOf(scenario: vscode.Uri): string | null {
    return this.host.shown.of(scenario);
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
    try {
      await this.handle(message);
    } finally {
      if (asking.has(message.type)) this.host.focus();
    }
  }

  private async handle(message: FromPanel): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.post({ type: 'blind', on: this.deps.blind.isOn });
        return this.sendState();
      case 'setBlind':
        return this.deps.blind.set(message.on);
      case 'focus':
        this.deps.panels.setFocus(this, message.focused);
        return;
      case 'run':
        // What is started is what is shown from here on.
        this.choose(this.requireScenario(), null);
        return executeScenarist('scenarist.run', { uri: this.requireScenario().toString(), models: null, where: [] });
      case 'pickRun':
      case 'stepRun':
      case 'showRun':
        return this.chooseRun(message);
      case 'getTrials':
        return this.sendTrials(message);
      case 'getAnalysis':
        return this.sendAnalysis(message.run, message.classifier);
      case 'getComparison':
        return this.sendComparison(message.run, false);
      case 'openTrial':
        return this.transcript.open(message.trial === null ? null : { run: message.run, trial: message.trial });
      default:
        return runPanelCommand(message, () => this.requireShown(), this.deps);
    }
  }

  private requireScenario(): vscode.Uri {
    const uri = this.host.scenario();
    if (uri === null) throw new UserError('No scenario is open: open a *.scenario.yaml file first.');
    return uri;
  }

  private requireShown(): Shown {
    const scenario = this.requireScenario();
    return { scenario, run: this.host.shown.of(scenario) };
  }

  private async chooseRun(message: Extract<FromPanel, { type: 'pickRun' | 'stepRun' | 'showRun' }>): Promise<void> {
    const uri = this.requireScenario();
    const state = await panelStateOf(uri, this.host.shown, this.deps);
    const runs = state.kind === 'run' ? await runsOf(uri, state.view.scenario.id) : [];
    const shown = state.kind === 'run' ? state.view.run : '';
    switch (message.type) {
      case 'stepRun':
        this.choose(uri, neighbourOf(runs, shown, message.to));
        return;
      case 'showRun':
        this.choose(uri, lastAsNull(runs, message.run));
        return;
      case 'pickRun': {
        const run = await pickRun(uri, runs, { shown });
        if (run !== undefined) this.choose(uri, lastAsNull(runs, run));
      }
    }
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

  private async sendState(): Promise<void> {
    const uri = this.host.scenario();
    const about = `${uri?.toString() ?? ''} ${uri === null ? '' : (this.host.shown.of(uri) ?? '')}`;
    // Only in place of what is about something else: a run that grows is not taken away while it is read.
    const loading = setTimeout(() => {
      if (uri !== null && about !== this.lastState)
        this.post({ type: 'state', state: { kind: 'loading', scenario: vscode.workspace.asRelativePath(uri) } });
    }, loadingAfterMs);
    try {
      this.post({ type: 'state', state: await panelStateOf(uri, this.host.shown, this.deps) });
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
