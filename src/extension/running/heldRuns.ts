import * as vscode from 'vscode';
import type { RunEvent } from '../../core/run/runEvent.ts';
import type { Log } from '../../core/text/ports.ts';
import type { RunSession } from '../../node/runSession.ts';
import type { Guard } from '../guard.ts';
import { placeOf } from './runPlace.ts';

export interface HeldRunsDeps {
  readonly log: Log;
  readonly guard: Guard;
  /** Whether this window runs the scenario of this address. */
  readonly isUnderWay: (key: string) => boolean;
  /** Something happened in a run of another process. */
  readonly onEvent: (run: string, event: RunEvent) => void;
  /** The last run of some scenario is another one now, or may be gone on with. `run` is the one before. */
  readonly onReplaced: (run: string) => void;
}

/** Older runs that are kept open: one for each side of a comparison, and one more. */
const mostStored = 3;

/** The run under way, or the last one on disk, of each scenario that was asked for, by the scenario's address. */
export class HeldRuns implements vscode.Disposable {
  private readonly deps: HeldRunsDeps;
  private readonly held = new Map<string, Promise<RunSession | null>>();
  /** Older runs that a panel shows, by name; the one that was asked for last is at the end. */
  private readonly stored = new Map<string, Promise<RunSession | null>>();
  private readonly watcher: vscode.FileSystemWatcher;

  constructor(deps: HeldRunsDeps) {
    this.deps = deps;
    this.watcher = vscode.workspace.createFileSystemWatcher('**/.scenarist/runs/*/{run.json,lock.*}');
    this.watcher.onDidCreate((uri) => {
      const run = uri.path.split('/').at(-2) ?? '';
      void this.deps.guard('Looking for a new run', () => this.found(run));
    });
  }

  /** Holds a run that begins in place of the one before. */
  put(key: string, session: RunSession): void {
    const before = this.held.get(key);
    this.held.set(key, Promise.resolve(session));
    void this.deps.guard('Closing the run before', async () => (await before)?.close());
  }

  /** The last run of a scenario; null where it was never run. */
  async last(uri: vscode.Uri, scenarioId: string | null): Promise<RunSession | null> {
    const key = uri.toString();
    const known = this.held.get(key);
    if (known !== undefined) return known;
    if (scenarioId === null || uri.scheme !== 'file') return null;
    const { root, path } = placeOf(uri);
    const { log } = this.deps;
    const last = import('../../node/runSession.ts').then(({ openLastRun }) =>
      openLastRun({ root, path, scenarioId, log }),
    );
    this.held.set(key, last);
    const forget = (): void => {
      if (this.held.get(key) === last) this.held.delete(key);
    };
    try {
      const session = await last;
      // Not kept: the first run may be made by another window or the CLI.
      if (session === null) forget();
      else if (session.readOnly) void this.deps.guard('Following a run', () => this.watch(key, last, session));
      return session;
    } catch (error) {
      // Nor what could not be read: the next question tries again.
      forget();
      throw error;
    }
  }

  /** Another run may be the last one of a scenario now: it is read anew when it is asked for. */
  async forget(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    if (this.deps.isUnderWay(key)) return;
    const before = this.held.get(key);
    this.held.delete(key);
    await (await before?.catch(() => null))?.close();
  }

  /** Any run of a scenario; null for one that this version cannot read. Rejects where it is not there. */
  async earlier(uri: vscode.Uri, run: string): Promise<RunSession | null> {
    const held = await this.session(run);
    if (held !== null) return held;
    const { root } = placeOf(uri);
    const opened = import('../../node/runSession.ts').then(({ openStoredRun }) =>
      openStoredRun({ root, run, log: this.deps.log }),
    );
    this.keep(run, opened);
    const session = await opened.catch((error: unknown) => {
      if (this.stored.get(run) === opened) this.stored.delete(run);
      throw error;
    });
    if (session?.readOnly === true) void this.deps.guard('Following a run', () => this.followOther(session));
    return session;
  }

  /** An older run may be large: a few of them are kept, the one that is asked for last in place of the first. */
  private keep(run: string, opened: Promise<RunSession | null>): void {
    this.stored.set(run, opened);
    const [first] = this.stored;
    if (this.stored.size <= mostStored || first === undefined) return;
    const [oldest, before] = first;
    this.stored.delete(oldest);
    void this.deps.guard('Closing a run', async () => (await before)?.close());
  }

  private async followOther(session: RunSession): Promise<void> {
    for await (const event of session.events()) this.deps.onEvent(session.manifest.run, event);
  }

  /** Null for a run that is no longer held: another has taken its place since it was asked for. */
  async session(run: string): Promise<RunSession | null> {
    const held = await Promise.allSettled([...this.held.values(), ...this.stored.values()]);
    const sessions = held.map((each) => (each.status === 'fulfilled' ? each.value : null));
    return sessions.find((session) => session?.manifest.run === run) ?? null;
  }

  /** A run that is under way ends by itself: it journals what it gave up, and lets go of its folder. */
  dispose(): void {
    this.watcher.dispose();
    for (const [key, held] of this.held) {
      if (!this.deps.isUnderWay(key)) void this.deps.guard('Closing a run', async () => (await held)?.close());
    }
    for (const each of this.stored.values()) void this.deps.guard('Closing a run', async () => (await each)?.close());
  }

  /** Shows what another process runs as it comes; when it is done with it, the run is one of ours to resume. */
  private async watch(key: string, last: Promise<RunSession | null>, session: RunSession): Promise<void> {
    for await (const event of session.events()) this.deps.onEvent(session.manifest.run, event);
    if (this.held.get(key) === last) this.lookAgain(key, session);
  }

  /** A run was made, or is gone on with, by another window or the CLI. */
  private async found(run: string): Promise<void> {
    const { openRunStore } = await import('../../node/runStore.ts');
    for (const [key, held] of this.held) {
      const session = await held.catch(() => null);
      if (session === null || this.deps.isUnderWay(key) || session.readOnly) continue;
      const { manifest } = session;
      const isNewer = run > manifest.run && run.slice(-9) === manifest.run.slice(-9);
      const root = placeOf(vscode.Uri.parse(key)).root;
      const isTaken = run === manifest.run && (await openRunStore(root).isLive(run));
      if ((isNewer || isTaken) && this.held.get(key) === held) this.lookAgain(key, session);
    }
  }

  /** Reads the last run of a scenario anew; whoever asks meanwhile waits for it. */
  private lookAgain(key: string, before: RunSession): void {
    this.held.delete(key);
    void this.deps.guard('Looking for the last run', async () => {
      await this.last(vscode.Uri.parse(key), before.manifest.scenario.id);
      await before.close();
      this.deps.onReplaced(before.manifest.run);
    });
  }
}
