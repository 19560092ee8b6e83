import type * as vscode from 'vscode';

const key = 'scenarist.recentModels';
const most = 10;

/** References to models that were run in this workspace, the latest first. */
export class RecentModels {
  private readonly state: vscode.Memento;

  constructor(state: vscode.Memento) {
    this.state = state;
  }

  list(): readonly string[] {
    const stored: unknown = this.state.get(key);
    return Array.isArray(stored) ? stored.filter((each) => typeof each === 'string') : [];
  }

  async add(references: readonly string[]): Promise<void> {
    await this.state.update(key, [...new Set([...references, ...this.list()])].slice(0, most));
  }
}
