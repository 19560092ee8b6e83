import * as vscode from 'vscode';
import type { PanelAction } from '../../protocol/messages.ts';

/** One of them. */
export interface OpenPanel {
  readonly scenario: vscode.Uri | null;
  readonly isInSight: boolean;
  /** Whether it is the active editor. */
  readonly isActive: boolean;
  /** Which run of a scenario it shows; null: the last one. */
  runOf(scenario: vscode.Uri): string | null;
  choose(scenario: vscode.Uri, run: string | null): void;
  do(action: PanelAction): void;
}

/**
 * The panels that are there, in the side bar and in editors. Keys that VS Code would take go to the one that has the focus
 * (`scenarist.panelFocused` is true while one has it), and a command that names no run is about the one that is shown.
 */
export class OpenPanels {
  /** The one that had the focus last stands first. */
  private panels: readonly OpenPanel[] = [];
  private focused: OpenPanel | null = null;

  add(panel: OpenPanel): void {
    this.panels = [...this.panels, panel];
  }

  remove(panel: OpenPanel): void {
    this.setFocus(panel, false);
    this.panels = this.panels.filter((each) => each !== panel);
  }

  setFocus(panel: OpenPanel, focused: boolean): void {
    if (focused) this.panels = [panel, ...this.panels.filter((each) => each !== panel)];
    else if (this.focused !== panel) return;
    this.focused = focused ? panel : null;
    void vscode.commands.executeCommand('setContext', 'scenarist.panelFocused', focused);
  }

  do(action: PanelAction): void {
    this.focused?.do(action);
  }

  /** The run of a scenario that its reader sees: of the active editor, else of the panel that had the focus last; null: the last. */
  runOf(scenario: vscode.Uri): string | null {
    const about = this.inSight(scenario);
    return (about.find((panel) => panel.isActive) ?? about[0])?.runOf(scenario) ?? null;
  }

  /** Has a panel in sight show the last run of its scenario, unless one does. */
  showLast(scenario: vscode.Uri): void {
    const about = this.inSight(scenario);
    if (about.every((panel) => panel.runOf(scenario) !== null)) about[0]?.choose(scenario, null);
  }

  isInSight(scenario: vscode.Uri): boolean {
    return this.inSight(scenario).length > 0;
  }

  private inSight(scenario: vscode.Uri): readonly OpenPanel[] {
    return this.panels.filter((panel) => panel.isInSight && panel.scenario?.toString() === scenario.toString());
  }
}
