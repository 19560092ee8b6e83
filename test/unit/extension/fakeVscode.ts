/** As much of `vscode` as the modules under test touch, with what they did kept to be looked at. */
type Listener<T> = (event: T) => unknown;

class EventEmitter<T> {
  private readonly listeners = new Set<Listener<T>>();
  readonly event = (listener: Listener<T>): { dispose(): void } => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  };
  fire(event: T): void {
    for (const listener of this.listeners) listener(event);
  }
  dispose(): void {
    this.listeners.clear();
  }
}

class Uri {
  readonly scheme: string;
  get path(): string {
    return this.fsPath;
  }
  readonly fsPath: string;
  constructor(path: string, scheme = 'file') {
    this.fsPath = path;
    this.scheme = scheme;
  }
  static file(path: string): Uri {
    return new Uri(path);
  }
  static parse(text: string): Uri {
    return new Uri(text.replace(/^file:\/\//, ''));
  }
  static joinPath(uri: Uri, ...parts: readonly string[]): Uri {
    return new Uri(new URL(parts.join('/'), `file://${uri.fsPath}/`).pathname.replace(/\/$/, ''));
  }
  toString(): string {
    return `${this.scheme}://${this.fsPath}`;
  }
}

class CancellationError extends Error {}

interface Pickable {
  readonly label: string;
}

/** What the fake answers with; tests set it. */
export const world = {
  settings: new Map<string, unknown>(),
  typed: '' as string | undefined,
  /** What is chosen next, by the start of its label; what nothing is said of is not chosen. */
  picks: [] as string[],
  views: new Map<string, unknown>(),
};

/** What happens to documents and to the window, for tests to fire. */
export const editor = {
  opened: new EventEmitter<EditedFile>(),
  changed: new EventEmitter<{ readonly document: EditedFile; readonly contentChanges: readonly unknown[] }>(),
  window: new EventEmitter<{ readonly focused: boolean }>(),
};

/** An open scenario that is typed in; `reads` counts how often its text was asked for. */
export class EditedFile {
  readonly languageId = 'scenario';
  readonly isClosed = false;
  readonly uri: Uri;
  readonly lineCount: number;
  version = 1;
  reads = 0;
  private text: string;
  constructor(path: string, text: string, lineCount: number, scheme = 'file') {
    this.uri = new Uri(path, scheme);
    this.text = text;
    this.lineCount = lineCount;
  }
  getText(): string {
    this.reads++;
    return this.text;
  }
  type(): void {
    this.text += '#';
    this.version++;
    editor.changed.fire({ document: this, contentChanges: ['#'] });
  }
  /** VS Code tells of it as of a change. */
  save(): void {
    editor.changed.fire({ document: this, contentChanges: [] });
  }
}

/** The output channel: its level, as `LogLevel` numbers them, and what it was told; it shows what its level lets through. */
export const channel = { logLevel: 3, lines: [] as string[] };
const show =
  (level: number) =>
  (message: string): void => {
    if (channel.logLevel !== 0 && channel.logLevel <= level) channel.lines.push(message);
  };

/** The one item of the status bar. */
export const statusItem = { name: '', text: '', tooltip: '', command: '', visible: false };

const listen = (): { dispose(): void } => ({ dispose: () => undefined });

export const vscode = {
  EventEmitter,
  Uri,
  CancellationError,
  RelativePattern: class {
    readonly base: unknown;
    constructor(base: unknown) {
      this.base = base;
    }
  },
  Disposable: {
    from: (...all: readonly { dispose(): unknown }[]) => ({ dispose: () => all.forEach((each) => each.dispose()) }),
  },
  LogLevel: { Off: 0, Trace: 1, Debug: 2, Info: 3, Warning: 4, Error: 5 },
  StatusBarAlignment: { Left: 1, Right: 2 },
  commands: { executeCommand: () => Promise.resolve() },
  window: {
    showInputBox: () => Promise.resolve(world.typed),
    async showQuickPick(asked: readonly Pickable[] | Promise<readonly Pickable[]>): Promise<Pickable | undefined> {
      const next = world.picks.shift();
      const items = await asked;
      return next === undefined ? undefined : items.find(({ label }) => label.startsWith(next));
    },
    setStatusBarMessage: listen,
    createOutputChannel: () =>
      Object.defineProperties(
        { debug: show(2), info: show(3), warn: show(4), error: show(5), dispose: () => undefined },
        { logLevel: { get: () => channel.logLevel } },
      ),
    createStatusBarItem: () =>
      Object.assign(statusItem, {
        show: () => (statusItem.visible = true),
        hide: () => (statusItem.visible = false),
        dispose: () => undefined,
      }),
    onDidChangeWindowState: editor.window.event,
    registerWebviewViewProvider: (id: string, provider: unknown) => {
      world.views.set(id, provider);
      return listen();
    },
  },
  workspace: {
    getConfiguration: (section: string) => ({ get: (name: string) => world.settings.get(`${section}.${name}`) }),
    getWorkspaceFolder: () => undefined,
    // Tells of nothing.
    createFileSystemWatcher: () => ({
      ...{ onDidCreate: listen, onDidChange: listen, onDidDelete: listen },
      dispose: () => undefined,
    }),
    textDocuments: [] as EditedFile[],
    onDidOpenTextDocument: editor.opened.event,
    onDidChangeTextDocument: editor.changed.event,
    onDidSaveTextDocument: listen,
    onDidCloseTextDocument: listen,
    onDidChangeConfiguration: listen,
    onDidCreateFiles: listen,
    onDidDeleteFiles: listen,
    onDidRenameFiles: listen,
    onDidGrantWorkspaceTrust: listen,
  },
};
