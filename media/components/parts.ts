import { html, nothing, type TemplateResult } from 'lit';
import type { FromPanel } from '../../src/protocol/messages.ts';
import type { PanelEvent } from '../model.ts';
import { piecesOf, written } from '../visibleText.ts';
import type { Outcome } from '../words.ts';

/** Small things that every component draws with. */

export type Dispatch = (event: PanelEvent) => void;
export type Part = TemplateResult | typeof nothing;

export function icon(name: string, kind = ''): TemplateResult {
  return html`<span class="codicon codicon-${name} ${kind}" aria-hidden="true"></span>`;
}

/** Short text from a file or a model: text nodes alone, with what would deceive written out. */
export function shown(text: string, limit = 500): readonly (string | TemplateResult)[] {
  const cut = text.length > limit ? `${text.slice(0, limit)}…` : text;
  return Array.from(piecesOf(cut), ({ piece }) =>
    typeof piece === 'string' ? piece : html`<span class="escape">${written(piece)}</span>`,
  );
}

export function textButton(
  label: string,
  onClick: () => void,
  kind: 'primary' | 'secondary' | 'link' = 'secondary',
): TemplateResult {
  return html`<button type="button" class="button ${kind}" @click=${onClick}>${label}</button>`;
}

export function iconButton(name: string, label: string, onClick: (event: Event) => void): TemplateResult {
  return html`<button type="button" class="icon-button" aria-label=${label} title=${label} @click=${onClick}>
    ${icon(name)}
  </button>`;
}

/** Leads to the YAML line of a rule. */
export function ruleButton(run: string, pointer: string, dispatch: Dispatch): TemplateResult {
  const message: FromPanel = { type: 'revealRule', run, pointer };
  return iconButton('go-to-file', 'Show this rule in the scenario', () => dispatch({ type: 'send', message }));
}

/** Copies what is written when it is pressed. */
export function copyButton(label: string, write: () => string, dispatch: Dispatch): TemplateResult {
  return iconButton('copy', label, () => dispatch({ type: 'send', message: { type: 'copy', text: write() } }));
}

/** What every view must say beside the results of a model that is none. */
export function modelTag(label: string | null): Part {
  return label === null
    ? nothing
    : html`<span class="tag" title="These answers come from a script, not from a model.">${shown(label, 60)}</span>`;
}

const glyphs: Readonly<Record<Outcome['kind'], string>> = {
  positive: 'circle-filled',
  negative: 'circle',
  excluded: 'warning',
  ungraded: 'dash',
  running: 'loading',
  waiting: 'question',
  failed: 'error',
  stopped: 'circle-slash',
};

/** A shape for an outcome; its word stands beside it, since neither shape nor colour speaks alone. */
export function glyph(kind: Outcome['kind']): TemplateResult {
  return icon(glyphs[kind], `glyph ${kind}${kind === 'running' ? ' codicon-modifier-spin' : ''}`);
}
