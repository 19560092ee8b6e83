import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { shownRun, type PanelModel } from '../model.ts';
import { counted, seconds, tokens, unknown } from '../../src/core/view/shown/numbers.ts';
import { rowAt } from '../trialPages.ts';
import { plain } from '../visibleText.ts';
import { varyingFactors } from '../../src/core/view/shown/varyingFactors.ts';
import type { TranscriptView, TrialRow } from '../viewTypes.ts';
import { isHidden, readable } from '../reviews.ts';
import { endWords, stopWords } from '../../src/core/view/shown/words.ts';
import { outcomeOf, type Outcome } from '../words.ts';
import { attempts } from './attempts.ts';
import type { TraceContext } from './gateTrace.ts';
import { transcriptMarkdown } from '../transcriptMarkdown.ts';
import { copyButton, glyph, icon, iconButton, modelTag, shown, type Dispatch, type Part } from './parts.ts';
import { reviewBar } from './reviewBar.ts';
import { streamedPart } from './transcriptParts.ts';
import { verdictView } from './verdict.ts';

/** What exactly did the model do, and why does the classifier say so? */
export function transcriptPane(
  model: PanelModel,
  dispatch: Dispatch,
  reveal: (evidence: number) => void,
  find: () => void,
): TemplateResult {
  const run = shownRun(model);
  const { trial } = model.place;
  if (run === null || trial === null) {
    return html`<p class="placeholder quiet">Choose a trial to read what the model did.</p>`;
  }
  const transcript = model.transcript && readable(model.transcript, model);
  const row = transcript?.row ?? (model.active === null ? null : rowAt(model.pages, model.active));
  const context: TraceContext = { run: run.run, trial, dispatch, reveal };
  // Keyed: what was unfolded in one trial is not unfolded in the next.
  return html`${keyed(
    trial,
    html`<article class="transcript" aria-labelledby="transcript-title">
      ${row === null ? title('Trial') : head(row, transcript, model, dispatch, find)} ${refusal(model)}
      ${transcript === null ? html`<p class="quiet">Reading the transcript…</p>` : body(transcript, model, context)}
    </article>`,
  )}`;
}

/** A screen reader is told it by the panel's own alert. */
function refusal({ refusal: words }: PanelModel): Part {
  if (words === null) return nothing;
  return html`<p class="notice refusal">${glyph('excluded')} <span class="words">${shown(words, 300)}</span></p>`;
}

function title(content: unknown): TemplateResult {
  return html`<h2 id="transcript-title" tabindex="-1">${content}</h2>`;
}

function head(
  row: TrialRow,
  transcript: TranscriptView | null,
  model: PanelModel,
  dispatch: Dispatch,
  find: () => void,
): TemplateResult {
  const run = shownRun(model);
  const label = transcript?.label ?? run?.models.find((each) => each.model === row.model)?.label ?? null;
  const hidden = isHidden(model, model.place.classifier, row);
  const outcome: Outcome = hidden ? { kind: 'ungraded', word: 'to label' } : outcomeOf(row, model.place.classifier);
  const factors = run === null ? [] : varyingFactors(run);
  return html`<header class="transcript-head">
    <div class="title-line">
      ${title(html`${glyph(outcome.kind)} Trial ${row.repetition} <span class="quiet">· ${outcome.word}</span>`)}
      <span class="toolbar steps">
        ${iconButton('arrow-up', 'Previous trial (k)', () => dispatch({ type: 'step', by: -1 }))}
        ${iconButton('arrow-down', 'Next trial (j)', () => dispatch({ type: 'step', by: 1 }))}
        ${iconButton('close', 'Close the trial (Escape)', () => dispatch({ type: 'closeTrial' }))}
      </span>
      <span class="toolbar">
        ${iconButton('search', 'Find in this transcript (Ctrl+F)', find)}
        ${iconButton('open-preview', 'Show the prompt of this condition', () =>
          dispatch({ type: 'send', message: { type: 'previewPrompt', run: run?.run ?? '', condition: row.condition } }),
        )}
        ${
          transcript === null
            ? nothing
            : copyButton(
                'Copy the transcript as Markdown',
                () => transcriptMarkdown(run?.scenario.id ?? '', transcript),
                dispatch,
              )
        }
        ${hidden ? nothing : exampleButton(row, run?.run ?? '', model, dispatch)}
      </span>
    </div>
    <p class="facts">
      ${factors.map(
        ({ name, title: words }) =>
          html`<span title=${plain(words)}
            ><span class="quiet">${shown(name, 60)}</span> ${shown(row.levels[name] ?? unknown, 60)}</span
          >`,
      )}
      <span><span class="quiet">model</span> ${shown(row.model, 80)} ${modelTag(label)}</span>
    </p>
    ${transcript === null ? nothing : facts(transcript)}
  </header>`;
}

/** What is written as an example has the verdict in it. */
function exampleButton({ trial }: TrialRow, run: string, { place }: PanelModel, dispatch: Dispatch): TemplateResult {
  const message = { type: 'addExample', run, trial, classifier: place.classifier } as const;
  return iconButton('beaker', 'Add this trial to the examples of a classifier', () =>
    dispatch({ type: 'send', message }),
  );
}

function facts({ stop, usage, durationMs, requestId, course }: TranscriptView): TemplateResult {
  const known = [
    course === null ? null : `${counted(course.answers, 'answer')}, ${endWords[course.ended]}`,
    stop === null || course?.ended === 'done' ? null : stopWords[stop],
    `${tokens(usage.inputTokens)} tokens in, ${tokens(usage.outputTokens)} out`,
    durationMs === null ? null : seconds(durationMs),
    requestId === null ? null : html`request <code>${shown(requestId, 80)}</code>`,
  ].filter((fact) => fact !== null);
  return html`<p class="facts quiet">${known.map((fact) => html`<span>${fact}</span>`)}</p>`;
}

function body(transcript: TranscriptView, model: PanelModel, context: TraceContext): TemplateResult {
  return html`
    ${transcript.error === null ? nothing : html`<p class="notice" role="alert">${icon('error', 'glyph failed')} <span class="words">${shown(transcript.error, 2000)}</span></p>`}
    ${attempts(transcript)} ${reviewBar(model, context.dispatch)}
    <div class="verdicts">${transcript.verdicts.map((verdict) => verdictView(verdict, context))}</div>
    <div class="parts">
      <scenarist-parts .items=${transcript.parts}></scenarist-parts>
      ${model.stream.map((part, index) => streamedPart(part, index === model.stream.length - 1))}
      ${emptiness(transcript, model)}
    </div>
  `;
}

function emptiness({ parts, row }: TranscriptView, { stream }: PanelModel): Part {
  if (parts.length > 0 || stream.length > 0) return nothing;
  const words =
    row.state === 'running' || row.state === 'waiting'
      ? 'Waiting for the first words of the model…'
      : 'The model wrote nothing.';
  return html`<p class="quiet">${words}</p>`;
}
