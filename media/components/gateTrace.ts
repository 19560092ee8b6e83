import { html, nothing, type TemplateResult } from 'lit';
import type { GateTrace } from '../viewTypes.ts';
import { glyph, icon, ruleButton, shown, type Dispatch, type Part } from './parts.ts';

export interface TraceContext {
  readonly run: string;
  readonly trial: string;
  readonly dispatch: Dispatch;
  /** Shows evidence in the text. */
  readonly reveal: (evidence: number) => void;
}

/** Deeper gates than people write; what lies below is cut rather than drawn without end. */
const maxDepth = 40;

/** Which part of a gate held: one line that opens into its tree. */
export function gateTrace(gate: GateTrace, context: TraceContext): TemplateResult {
  const line = html`${held(gate)} Gate ${heldWord(gate)}: <span class="says">${shown(gate.says, 200)}</span>`;
  if (gate.children.length === 0) {
    return html`<div class="trace-line">
      ${line} ${gate.evidence.map((number) => evidenceButton(number, context))}
    </div>`;
  }
  return html`<details class="gate">
    <summary>${line}</summary>
    <div class="trace">${children(gate, context, 0)}</div>
  </details>`;
}

function node(gate: GateTrace, context: TraceContext, depth: number): TemplateResult {
  return html`<li>
    <div class="trace-line">
      ${held(gate)}<span class="unseen">${heldWord(gate)}: </span><span class="says">${shown(gate.says, 400)}</span>
      ${gate.evidence.map((number) => evidenceButton(number, context))}
      ${ruleButton(context.run, gate.pointer, context.dispatch)}
    </div>
    ${children(gate, context, depth)}
  </li>`;
}

function children({ children }: GateTrace, context: TraceContext, depth: number): Part {
  if (children.length === 0) return nothing;
  if (depth >= maxDepth) return html`<p>…</p>`;
  return html`<ul>
    ${children.map((child) => node(child, context, depth + 1))}
  </ul>`;
}

export function evidenceButton(number: number, { reveal }: TraceContext): TemplateResult {
  return html`<button
    type="button"
    class="evidence-number"
    aria-label="Show evidence ${number} in the text"
    title="Show in the text"
    @click=${() => reveal(number)}
  >
    ${number}
  </button>`;
}

function held({ held: value }: GateTrace): TemplateResult {
  return value === null ? glyph('excluded') : icon(value ? 'check' : 'close', value ? 'held' : 'not-held');
}

function heldWord({ held: value }: GateTrace): string {
  if (value === null) return 'cannot be known';
  return value ? 'held' : 'did not hold';
}
