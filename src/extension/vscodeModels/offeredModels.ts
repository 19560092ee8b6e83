import * as vscode from 'vscode';
import { referencesOf } from './findModel.ts';

/**
 * References to the models that VS Code offers, for completion. Asking for them starts the extensions that bring them, which
 * may take its time: the first question gets none, and nobody waits.
 */
export class OfferedModels implements vscode.Disposable {
  private known: readonly string[] = [];
  private isAsked = false;
  private readonly subscription = vscode.lm.onDidChangeChatModels(() => {
    this.isAsked = false;
  });

  list(): readonly string[] {
    if (!this.isAsked) {
      this.isAsked = true;
      vscode.lm.selectChatModels().then(
        (offered) => (this.known = referencesOf(offered)),
        // What cannot be listed can still be written.
        () => undefined,
      );
    }
    return this.known;
  }

  dispose(): void {
    this.subscription.dispose();
  }
}
