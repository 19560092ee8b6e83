import * as vscode from 'vscode';
import { isObject } from '../../core/text/json.ts';
import { UserError } from '../guard.ts';
import { changesProfiles, findProfile, profileOf, profilesWithKeys } from './profiles.ts';

/** API keys: in SecretStorage alone, each bound to the origin it was set for. */
export class Keys implements vscode.Disposable {
  private readonly secrets: vscode.SecretStorage;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions: vscode.Disposable;
  private readonly seen = new Set<string>();
  readonly onDidChange = this.changed.event;

  constructor(secrets: vscode.SecretStorage) {
    this.secrets = secrets;
    this.subscriptions = vscode.Disposable.from(
      secrets.onDidChange(() => this.changed.fire()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (changesProfiles(event)) this.changed.fire();
      }),
      this.changed,
    );
  }

  /** Every key that was read or set in this session, for the redactor. */
  get known(): readonly string[] {
    return [...this.seen];
  }

  /** The key of a profile for the origin that its requests go to now; null when there is none for that origin. */
  async get(profile: string): Promise<string | null> {
    const stored = readStored(await this.secrets.get(secretName(profile)));
    if (stored === null) return null;
    this.seen.add(stored.key);
    return stored.origin === originOf(profile) ? stored.key : null;
  }

  /** Which of these profiles need a key and have none. */
  async missing(profiles: ReadonlySet<string>): Promise<ReadonlySet<string>> {
    const missing = new Set<string>();
    for (const profile of profiles) {
      if (needsKey(profile) && (await this.get(profile)) === null) missing.add(profile);
    }
    return missing;
  }

  /** Asks for a key and keeps it. */
  async ask(profile: string | undefined): Promise<void> {
    const chosen = profile ?? (await pickProfile('Which provider is the key for?'));
    const found = profileOf(chosen);
    if (found === null || found.key === 'none')
      throw new UserError(
        `There is no provider «${chosen}» that takes a key. Servers of your own are named in scenarist.profiles.`,
      );
    const { origin } = found.address;
    const key = await vscode.window.showInputBox({
      title: `API key for ${chosen}`,
      prompt: `Kept in VS Code's secret storage and sent to ${origin} alone.`,
      password: true,
      ignoreFocusOut: true,
      validateInput: (value) =>
        value.trim() === '' || /\s/.test(value.trim()) ? 'Paste the key: one word without spaces.' : null,
    });
    if (key === undefined) throw new vscode.CancellationError();
    this.seen.add(key.trim());
    await this.secrets.store(secretName(chosen), JSON.stringify({ key: key.trim(), origin }));
    void vscode.window.setStatusBarMessage(`$(key) Key for ${chosen} is set`, 5000);
  }

  async remove(): Promise<void> {
    const profile = await pickProfile('Remove the key of which provider?');
    await this.secrets.delete(secretName(profile));
  }

  dispose(): void {
    this.subscriptions.dispose();
  }
}

/** A profile whose address is wrong needs a key too: lenses and the panel ask often, `ask` says what is wrong with it. */
function needsKey(name: string): boolean {
  const found = findProfile(name);
  return found === 'wrong' || found?.key === 'required';
}

function originOf(name: string): string | null {
  const found = findProfile(name);
  return found === 'wrong' ? null : (found?.address.origin ?? null);
}

function secretName(profile: string): string {
  return `scenarist.key.${profile}`;
}

function readStored(text: string | undefined): { readonly key: string; readonly origin: string } | null {
  if (text === undefined) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value) && typeof value['key'] === 'string' && typeof value['origin'] === 'string')
      return { key: value['key'], origin: value['origin'] };
  } catch {
    // A secret that this version did not write: the same as none, so that it is asked for again.
  }
  return null;
}

async function pickProfile(title: string): Promise<string> {
  const chosen = await vscode.window.showQuickPick([...profilesWithKeys()], { title });
  if (chosen === undefined) throw new vscode.CancellationError();
  return chosen;
}
