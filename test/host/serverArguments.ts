/** The folders one server works in. */
export interface HostFolders {
  readonly extensionsDir: string;
  readonly userDataDir: string;
  readonly serverDataDir: string;
}

export interface ServerArguments {
  readonly folders: HostFolders;
  /** 0 takes any free port. */
  readonly port: number;
  /** A file with the secret that every request must know; without one, whoever reaches the port runs code as this user. */
  readonly tokenFile?: string;
  /** Whether folders open trusted. Otherwise they open in Restricted Mode. */
  readonly trusted: boolean;
  /** How long the extension host of a closed page lives on, holding its locks; VS Code's own default is three hours. */
  readonly graceSeconds?: number;
  /** Lets a page's `payload` load an extension from source and run tests in it. */
  readonly smokeTestDriver?: boolean;
}

/** The command line of `server-main.js`. */
export function serverArguments(options: ServerArguments): string[] {
  return [
    '--host=127.0.0.1',
    `--port=${options.port}`,
    options.tokenFile === undefined ? '--without-connection-token' : `--connection-token-file=${options.tokenFile}`,
    '--accept-server-license-terms',
    '--telemetry-level=off',
    // Otherwise the server starts a login shell to ask for its environment, which takes seconds and makes tests depend on it.
    '--force-disable-user-env',
    ...folderArguments(options.folders),
    ...(options.trusted ? ['--disable-workspace-trust'] : []),
    ...(options.graceSeconds === undefined ? [] : [`--reconnection-grace-time=${options.graceSeconds}`]),
    ...(options.smokeTestDriver === true ? ['--enable-smoke-test-driver'] : []),
  ];
}

export function folderArguments(folders: HostFolders): string[] {
  return [
    `--user-data-dir=${folders.userDataDir}`,
    `--server-data-dir=${folders.serverDataDir}`,
    `--extensions-dir=${folders.extensionsDir}`,
  ];
}

export type Settings = Readonly<Record<string, unknown>>;

/** A workbench that shows the folder and nothing else, and asks nobody anything. */
export const quietSettings: Settings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.enableExperiments': false,
  'workbench.settings.enableNaturalLanguageSearch': false,
  // It keeps the Chat view out of the secondary side bar.
  'chat.disableAIFeatures': true,
  // A new window opens the side bar before our view is known and then leaves it empty; the view opens it when it has something to show.
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.startupPrompt': 'never',
};

/**
 * The environment of the server: ours, without what belongs to an npm script, to the VS Code whose terminal we may run in, or to
 * this very Node process (a test runner's NODE_OPTIONS would otherwise reach the extension host).
 */
export function serverEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const foreign = /^(npm_|vscode_|electron_|vitest|node_(options|env|v8_coverage|channel_))/i;
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.test(name))),
    // No marketplace: nothing is looked up there, and nothing gets installed but what we install.
    EXTENSIONS_GALLERY: '{}',
  };
}
