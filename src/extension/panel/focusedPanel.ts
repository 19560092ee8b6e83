import * as vscode from 'vscode';
import type { PanelAction } from '../../protocol/messages.ts';
import type { PanelConnection } from './panelConnection.ts';

/** Keys that VS Code would take go to the panel that has the focus: `scenarist.panelFocused` is true while one has it. */
export class FocusedPanel {
  private current: PanelConnection | null = null;

  set(panel: PanelConnection, focused: boolean): void {
    if (!focused && this.current !== panel) return;
    this.current = focused ? panel : null;
    void vscode.commands.executeCommand('setContext', 'scenarist.panelFocused', focused);
  }

  do(action: PanelAction): void {
    this.current?.do(action);
  }
}
