import { html, nothing, type TemplateResult } from 'lit';
import { counted, seconds } from '../../src/core/view/shown/numbers.ts';
import type { TranscriptView } from '../viewTypes.ts';
import { wordsOfAttempt } from '../words.ts';
import { icon, shown, type Part } from './parts.ts';

type Attempt = TranscriptView['attempts'][number];

/** Every request of a trial and of its judges, where one of them was not answered. */
export function attempts({ attempts: all }: TranscriptView): Part {
  const [first] = all;
  if (first === undefined) return nothing;
  const lost = all.filter(({ ambiguous }) => ambiguous).length;
  return html`<details class="attempts">
    <summary>${counted(all.length, 'attempt')}${lost === 0 ? '' : `, ${lost} ambiguous`}</summary>
    <ol>
      ${all.map((attempt) => html`<li>${row(attempt, attempt.startedAt - first.startedAt)}</li>`)}
    </ol>
  </details>`;
}

/** @param after How many milliseconds after the first it was sent. */
function row(attempt: Attempt, after: number): TemplateResult {
  const { judge, outcome, message, ambiguous, status, requestId, durationMs } = attempt;
  const facts = [
    judge === null ? null : html`judge of ${shown(judge, 60)}`,
    status === null ? null : `status ${status}`,
    after === 0 ? null : `sent ${seconds(after)} after the first`,
    durationMs === null ? null : `took ${seconds(durationMs)}`,
    requestId === null ? null : html`request <code>${shown(requestId, 80)}</code>`,
  ].filter((fact) => fact !== null);
  return html`<span class="facts"
      ><span>${icon(outcome === 'answered' ? 'check' : 'warning', 'glyph')} ${wordsOfAttempt(outcome)}</span>
      ${ambiguous ? html`<span class="tag" title=${ambiguousWords}>ambiguous</span>` : nothing}
      ${facts.map((fact) => html` <span class="quiet">${fact}</span>`)}</span
    >
    ${message === null ? nothing : html`<span class="quiet message">${shown(message, 500)}</span>`}`;
}

const ambiguousWords = 'It was sent and its answer was lost: it may have been answered, and billed.';
