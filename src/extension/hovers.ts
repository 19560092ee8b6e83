import * as vscode from 'vscode';
import { offset } from '../core/text/range.ts';
import { hoverAt } from '../language/hover.ts';
import type { CheckedScenarios } from './checkedScenarios.ts';
import { toRange } from './ranges.ts';

/** The format's own words about the key under the pointer. */
export function activateHovers(scenarios: CheckedScenarios): vscode.Disposable {
  return vscode.languages.registerHoverProvider(
    { language: 'scenario' },
    {
      async provideHover(text, position) {
        const { document } = await scenarios.get(text);
        const hover = hoverAt(document, offset(text.offsetAt(position)));
        return hover === null
          ? null
          : new vscode.Hover(new vscode.MarkdownString(hover.markdown), toRange(document.lines, hover.range));
      },
    },
  );
}
