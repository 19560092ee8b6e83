import { html, nothing, type TemplateResult } from 'lit';
import type { VerdictView } from '../viewTypes.ts';
import { outcomeOfVerdict } from '../words.ts';
import { evidenceButton, gateTrace, type TraceContext } from './gateTrace.ts';
import { verdictMarkdown } from '../transcriptMarkdown.ts';
import { copyButton, glyph, icon, ruleButton, shown, type Part } from './parts.ts';

const quoteLimit = 240;

/** What one classifier says, and why: its label, its gate's trace, its judge's words, its evidence by number. */
export function verdictView(verdict: VerdictView, context: TraceContext): TemplateResult {
  const outcome = outcomeOfVerdict(verdict);
  const counts = verdict.status === 'graded' ? (verdict.positive === true ? 'positive' : 'negative') : 'in no rate';
  return html`<section class="verdict" aria-label="Verdict of ${verdict.classifier}">
    <h3 class="verdict-head">
      ${glyph(outcome.kind)}
      <span class="standing"
        >${outcome.word}
        <span class="quiet"
          >${counts} — <b>${shown(verdict.classifier, 80)}</b>: ${shown(verdict.title, 300)}</span
        ></span
      >
      ${copyButton('Copy this verdict as Markdown', () => verdictMarkdown(verdict), context.dispatch)}
      ${ruleButton(context.run, verdict.pointer, context.dispatch)}
    </h3>
    ${verdict.reason === '' ? nothing : html`<p>${shown(verdict.reason, 1000)}</p>`}
    ${verdict.gate === null ? nothing : gateTrace(verdict.gate, context)} ${judge(verdict)}
    ${evidence(verdict, context)}
  </section>`;
}

function judge({ judge: answer }: VerdictView): Part {
  if (answer === null) return nothing;
  return html`<p class="judge">
    ${icon('law')} Judge <span class="quiet">${shown(answer.model, 80)}</span>:
    <b>${answer.label === null ? 'no label that counts' : shown(answer.label, 80)}</b
    >${answer.reason === '' ? nothing : html` — ${shown(answer.reason, 2000)}`}
  </p>`;
}

function evidence({ evidence: all }: VerdictView, context: TraceContext): Part {
  if (all.length === 0) return nothing;
  return html`<ol class="evidence">
    ${all.map(
      ({ number, by, quote, pointer }) =>
        html`<li>
          ${evidenceButton(number, context)}<span class="quote">«${shown(quote, quoteLimit)}»</span>
          <span class="quiet">${by}</span>
          ${ruleButton(context.run, pointer, context.dispatch)}
        </li>`,
    )}
  </ol>`;
}
