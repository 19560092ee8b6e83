import { html, nothing, type TemplateResult } from 'lit';
import type { VerdictView } from '../viewTypes.ts';
import { outcomeOfVerdict } from '../words.ts';
import { evidenceButton, gateTrace, type TraceContext } from './gateTrace.ts';
import { verdictMarkdown } from '../transcriptMarkdown.ts';
import { copyButton, glyph, icon, iconButton, ruleButton, shown, type Part } from './parts.ts';

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
    ${verdict.gate === null ? nothing : gateTrace(verdict.gate, context)} ${judge(verdict, context)}
    ${evidence(verdict, context)}
  </section>`;
}

function judge(verdict: VerdictView, context: TraceContext): Part {
  const { judge: answer } = verdict;
  if (answer === null) return nothing;
  return html`<p class="judge">
      ${icon('law')} Judge <span class="quiet">${shown(answer.model, 80)}</span>:
      <b>${answer.label === null ? 'no label that counts' : shown(answer.label, 80)}</b
      >${answer.reason === '' ? nothing : html` — ${shown(answer.reason, 2000)}`}
      ${answer.votes === undefined ? askedButton(verdict, 1, context) : nothing}
    </p>
    ${votes(verdict, context)}`;
}

/** Each of several answers to the same question, with what it was asked. */
function votes(verdict: VerdictView, context: TraceContext): Part {
  const given = verdict.judge?.votes ?? [];
  if (given.length === 0) return nothing;
  return html`<ol class="votes" aria-label="Votes of the judge">
    ${given.map(
      ({ label, reason }, index) =>
        html`<li>
          <b>${label === null ? 'no answer that counts' : shown(label, 80)}</b>
          <span class="quiet">${shown(reason, quoteLimit)}</span> ${askedButton(verdict, index + 1, context)}
        </li>`,
    )}
  </ol>`;
}

function askedButton(
  { classifier }: VerdictView,
  vote: number,
  { run, trial, dispatch }: TraceContext,
): TemplateResult {
  const message = { type: 'showJudgePrompt', run, trial, classifier, vote } as const;
  return iconButton('eye', 'Show what the judge was asked', () => dispatch({ type: 'send', message }));
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
