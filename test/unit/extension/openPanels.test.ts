import { expect, test, vi } from 'vitest';
import * as vscode from 'vscode';
import { OpenPanels, type OpenPanel } from '../../../src/extension/panel/openPanels.ts';

vi.mock('vscode', async () => (await import('./fakeVscode.ts')).vscode);

const scenario = vscode.Uri.file('/a.scenario.yaml');
const other = vscode.Uri.file('/b.scenario.yaml');

interface Fake extends OpenPanel {
  run: string | null;
}

function open(panels: OpenPanels, change: Partial<Fake>): Fake {
  const panel: Fake = {
    ...{ scenario, isInSight: true, isActive: false, run: null },
    runOf: () => panel.run,
    choose: (_, run) => (panel.run = run),
    do: () => undefined,
    ...change,
  };
  panels.add(panel);
  return panel;
}

test('a command is about the run of the active editor, else of the panel that had the focus last', () => {
  const panels = new OpenPanels();
  expect(panels.runOf(scenario)).toBeNull();
  open(panels, { run: 'first' });
  const second = open(panels, { run: 'second' });
  open(panels, { run: 'out of sight', isInSight: false });
  open(panels, { run: 'of another', scenario: other, isActive: true });
  expect(panels.runOf(scenario)).toBe('first');
  panels.setFocus(second, true);
  panels.setFocus(second, false);
  expect(panels.runOf(scenario)).toBe('second');
  const active = open(panels, { run: 'active', isActive: true });
  expect(panels.runOf(scenario)).toBe('active');
  panels.remove(active);
  expect(panels.runOf(scenario)).toBe('second');
});

test('a run that begins is shown by one panel in sight; one that was chosen elsewhere stays', () => {
  const panels = new OpenPanels();
  const [editor, sideBar] = [open(panels, { run: 'older' }), open(panels, { run: 'older' })];
  panels.setFocus(sideBar, true);
  expect(panels.isInSight(other)).toBe(false);
  expect(panels.isInSight(scenario)).toBe(true);
  for (let n = 0; n < 2; n++) panels.showLast(scenario);
  expect([editor.run, sideBar.run]).toEqual(['older', null]);
});
