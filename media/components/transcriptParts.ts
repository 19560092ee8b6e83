import { html, nothing, type TemplateResult } from 'lit';
import { assertNever } from '../assertNever.ts';
import { counted } from '../../src/core/view/shown/numbers.ts';
import { bodyFields, formWords } from '../../src/core/view/shown/words.ts';
import type { StreamedText } from '../model.ts';
import { pageCost } from '../textPage.ts';
import { piecesOf } from '../visibleText.ts';
import type { ActionPart, TranscriptPart } from '../viewTypes.ts';
import { drawn } from './markedText.ts';
import { icon, shown, type Part } from './parts.ts';

const looks: Readonly<Record<ActionPart['looks'], readonly [icon: string, word: string]>> = {
  mail: ['mail', 'Mail'],
  forward: ['forward', 'Forwarded'],
  file: ['file', 'File'],
  alert: ['bell', 'Alert'],
  call: ['tools', 'Action'],
};

/** One part of an answer, drawn as what it is. */
export function transcriptPart(part: TranscriptPart): TemplateResult {
  switch (part.kind) {
    case 'text':
      return html`<section class="part text">
        <h3 class="part-head">${icon('comment')} Text</h3>
        <scenarist-text .text=${part.text}></scenarist-text>
      </section>`;
    case 'user':
      return html`<section class="part user">
        <h3 class="part-head">${userHead(part)}</h3>
        <scenarist-text .text=${part.text}></scenarist-text>
      </section>`;
    case 'result':
      return html`<section class="part result">
        <h3 class="part-head">
          ${part.isError ? icon('warning') : icon('reply')} ${part.isError ? 'Error from' : 'Result of'}
          <code>${shown(part.tool, 80)}</code>
        </h3>
        <scenarist-text .text=${part.text}></scenarist-text>
      </section>`;
    case 'reasoning':
      return reasoning(part);
    case 'action':
      return actionCard(part, part.raw);
    default:
      return assertNever(part);
  }
}

function userHead({ probe, event, text }: Extract<TranscriptPart, { kind: 'user' }>): TemplateResult {
  if (probe !== null) return html`${icon('question')} Asked afterwards <code>${shown(probe, 80)}</code>`;
  if (event === null) return html`${icon('account')} User`;
  const silent = text.length === 0 ? ' · the model is told nothing' : '';
  return html`${icon('broadcast')} Happens <code>${shown(event, 80)}</code>${silent}`;
}

/** Folded, with its length: it is often longer than all the rest. */
function reasoning({ words, hidden, text }: Extract<TranscriptPart, { kind: 'reasoning' }>): TemplateResult {
  if (hidden && words === 0) {
    return html`<section class="part reasoning">
      <h3 class="part-head">${icon('thinking')} Reasoning · hidden by the provider</h3>
    </section>`;
  }
  return html`<details class="part reasoning">
    <summary class="part-head">
      ${icon('thinking')} Reasoning · ${counted(words, 'word')}${hidden ? ' · partly hidden by the provider' : ''}
    </summary>
    <scenarist-text .text=${text}></scenarist-text>
  </details>`;
}

/** What the model does or wants to do, drawn as what it is. @param raw Null where it is not to be had. */
export function actionCard(part: ActionPart, raw: string | null = null): TemplateResult {
  const { decision } = part;
  const [name, word] = looks[part.looks];
  const form = formWords[part.form];
  const isBody = (field: string): boolean => part.looks !== 'call' && bodyFields.has(field);
  const all = part.fields.map((field) => ({ ...field, isBody: isBody(field.name) }));
  const fields = [...all.filter((field) => !field.isBody), ...all.filter((field) => field.isBody)];
  return html`<section class="part action ${part.looks} ${part.form}">
    <h3 class="part-head">
      ${icon(name)} ${word}
      <code>${shown(part.tool, 80)}</code>${form === null ? nothing : html` <span class="form">${form}</span>`}
    </h3>
    <div class="action-body">
      <scenarist-fields .items=${fields}></scenarist-fields>
      ${raw === null ? nothing : asWritten(raw)}
    </div>
    ${decision === undefined ? nothing : decisionLine(decision)}
  </section>`;
}

function asWritten(raw: string): TemplateResult {
  return html`<details class="raw">
    <summary>As the model wrote it</summary>
    <scenarist-text .text=${[{ text: raw, marks: [] }]}></scenarist-text>
  </details>`;
}

/** What was decided, by whom, and the reason that the model was told. */
function decisionLine({ approved, words, reason }: NonNullable<ActionPart['decision']>): TemplateResult {
  return html`<p class="decision ${approved ? 'approved' : 'denied'}">
    ${icon(approved ? 'pass' : 'circle-slash')}
    <span class="words">${sentence(words)}${reason === null ? '.' : html`: «${shown(reason, 2000)}»`}</span>
  </p>`;
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** What arrives while the model writes. Only the end of it, if it is long: the whole comes with the transcript. */
export function streamedPart({ kind, text }: StreamedText, isLast: boolean): TemplateResult {
  const end = text.length > pageCost ? text.slice(-pageCost) : text;
  const pieces = Array.from(piecesOf(end), ({ piece }) => drawn(piece));
  const written = end.length < text.length ? ['…', pieces] : pieces;
  const head = kind === 'reasoning' ? html`${icon('thinking')} Reasoning` : html`${icon('comment')} Text`;
  const writing: Part = isLast ? html` · ${icon('loading', 'codicon-modifier-spin')} writing…` : nothing;
  return html`<section class="part ${kind} streamed">
    <h3 class="part-head">${head}${writing}</h3>
    <div class="written">${written}</div>
  </section>`;
}
