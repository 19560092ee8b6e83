import { html, nothing, type TemplateResult } from 'lit';
import type { PanelState } from '../../src/protocol/messages.ts';
import { count, counted, tokens } from '../../src/core/view/shown/numbers.ts';
import type { RunView } from '../viewTypes.ts';
import { runSentence } from '../../src/core/view/shown/runSentence.ts';
import { plain } from '../visibleText.ts';
import { costSentence, spendWords } from '../words.ts';
import { icon, iconButton, modelTag, shown, textButton, type Dispatch, type Part } from './parts.ts';

/** More are counted, not named: where they matter, in the rates and the list, each has its name. */
const mostModels = 3;

type RunState = Extract<PanelState, { kind: 'run' }>;

/** How is the run going? Everything here is there from the start, so that nothing moves as the run grows. */
export function runHeader(state: RunState, dispatch: Dispatch): TemplateResult {
  const { view, readOnly } = state;
  return html`<header class="run-header">
    <div class="title-line">
      <h1 title=${view.scenario.path}>
        ${shown(view.scenario.id, 80)} <span class="quiet">${shown(view.scenario.title, 200)}</span>
      </h1>
      ${iconButton('export', 'Export this run…', () => dispatch({ type: 'send', message: { type: 'exportRun', run: view.run } }))}
      ${readOnly ? nothing : buttons(view, dispatch)}
    </div>
    ${progressBar(view)}
    <div class="run-line">
      <span class="going"><span class="sentence">${runSentence(view)}</span> ${failures(view)}</span>
      ${modelNames(view)} ${spend(view)}
      <span class="quiet usage" title="tokens sent and received"
        >${view.reused === 0 ? nothing : `${count(view.reused)} reused · `}${lost(view)}${tokens(view.usage.inputTokens)}
        <span class="roomy">tokens</span> in · ${tokens(view.usage.outputTokens)} out</span
      >
    </div>
    ${notices(state, dispatch)}
  </header>`;
}

/** Answers that may have been billed and never came are always told. */
function lost({ attempts: { ambiguous } }: RunView): Part {
  if (ambiguous === 0) return nothing;
  const words = `${counted(ambiguous, 'request was', 'requests were')} sent without an answer, and may have been billed`;
  return html`<span class="lost" title=${words}>${count(ambiguous)} ambiguous</span> · `;
}

/** What it cost, beside how far it is. */
function spend(view: RunView): Part {
  const words = spendWords(view);
  return words === '' ? nothing : html`<span class="quiet spend" title=${costSentence(view)}>${words}</span>`;
}

/** Two buttons that keep their places: a Stop that became Run under a finger would start what it was meant to end. */
function buttons({ status }: RunView, dispatch: Dispatch): TemplateResult {
  const isRunning = status === 'running' || status === 'stopping';
  const send = (type: 'run' | 'stop'): void => dispatch({ type: 'send', message: { type } });
  return html`<span class="toolbar">
    <button
      type="button"
      class="button secondary"
      title="Run again"
      aria-disabled=${isRunning}
      @click=${() => !isRunning && send('run')}
    >
      ${icon('play')} <span>Run again</span>
    </button>
    <button
      type="button"
      class="button stop"
      title="Stop"
      aria-disabled=${status !== 'running'}
      @click=${() => status === 'running' && send('stop')}
    >
      ${icon('debug-stop')} <span>${status === 'stopping' ? 'Stopping…' : 'Stop'}</span>
    </button>
  </span>`;
}

function progressBar({ progress: { planned, completed, failed }, status }: RunView): TemplateResult {
  const share = (n: number): string => `${planned === 0 ? 0 : ((100 * n) / planned).toFixed(2)}%`;
  return html`<svg
    class="progress ${status}"
    role="progressbar"
    aria-label="Trials done"
    aria-valuemin="0"
    aria-valuemax=${planned}
    aria-valuenow=${completed + failed}
    aria-valuetext="${count(completed + failed)} of ${counted(planned, 'trial')}"
  >
    <rect class="done" width=${share(completed)} height="100%"></rect>
    <rect class="failed" x=${share(completed)} width=${share(failed)} height="100%"></rect>
  </svg>`;
}

function notices({ view, readOnly, missingKeys, others }: RunState, dispatch: Dispatch): Part {
  const unlessReadOnly = (action: TemplateResult): Part => (readOnly === false ? action : nothing);
  return html`<div class="notices">
    ${others.later > 0 ? earlierRun(dispatch) : readOnly ? nothing : unfinished(view, dispatch)}
    ${readOnly === 'restricted' ? notice('workspace-untrusted', 'This workspace is not trusted: runs can be read, compared and exported; running, grading and labelling need trust.', trust(dispatch)) : nothing}
    ${view.stale ? notice('history', 'The file has changed since: this run is of an older text.', unlessReadOnly(rerun(dispatch))) : nothing}
    ${view.rubricStale && !view.stale && !isUngraded(view) ? notice('law', 'The classifiers have changed since: these verdicts are of the older text.', unlessReadOnly(regrade(view, dispatch))) : nothing}
    ${isUngraded(view) ? notice('law', 'These transcripts have no verdicts yet.', unlessReadOnly(regrade(view, dispatch, 'Grade…'))) : nothing}
    ${view.grades === null ? nothing : notice('law', 'These transcripts are of an earlier run, graded anew.', gradedRun(view.grades, dispatch))}
    ${readOnly === 'held' ? notice('lock', 'Another window holds this run: here it can only be read.', otherRun(dispatch)) : nothing}
    ${missingKeys.map((profile) => missingKey(profile, dispatch))}
  </div>`;
}

/** A run that was left before its end, and the way on. */
function unfinished({ status, progress: { planned, completed }, waiting }: RunView, dispatch: Dispatch): Part {
  if (status !== 'stopped' && status !== 'failed' && status !== 'out-of-budget') return nothing;
  const undecided =
    waiting.count === 0
      ? ''
      : ` ${counted(waiting.count, 'action waits', 'actions wait')} for your decision: resume to give it.`;
  const resume = `Resume (${count(planned - completed)} of ${count(planned)} left)`;
  return html`<p class="notice">
    ${icon('debug-continue')}
    <span class="words">This run was left before its end; what it has is kept.${undecided}</span>
    ${textButton(resume, () => dispatch({ type: 'send', message: { type: 'resume' } }), 'primary')}
  </p>`;
}

function notice(name: string, sentence: string, action: Part): TemplateResult {
  return html`<p class="notice">${icon(name)} <span class="words">${sentence}</span> ${action}</p>`;
}

/** Only the last run can be gone on with. */
function earlierRun(dispatch: Dispatch): TemplateResult {
  const message = { type: 'stepRun', to: 'last' } as const;
  return notice(
    'history',
    'This is an earlier run.',
    textButton('Show the last run', () => dispatch({ type: 'send', message }), 'link'),
  );
}

/** As imported ones are: the answers are there, and none of them was graded. */
function isUngraded({ status, cells, progress: { completed } }: RunView): boolean {
  const wasNone = cells.every(
    ({ graded, excluded }) =>
      graded === 0 && Object.entries(excluded).every(([why, n]) => n === 0 || why === 'not_run'),
  );
  return status === 'finished' && completed > 0 && cells.length > 0 && wasNone;
}

function trust(dispatch: Dispatch): TemplateResult {
  return textButton(
    'Manage workspace trust',
    () => dispatch({ type: 'send', message: { type: 'manageTrust' } }),
    'link',
  );
}

function regrade({ run }: RunView, dispatch: Dispatch, label = 'Grade again…'): TemplateResult {
  return textButton(label, () => dispatch({ type: 'send', message: { type: 'gradeAgain', run } }), 'link');
}

function gradedRun(run: string, dispatch: Dispatch): TemplateResult {
  return textButton('Show that run', () => dispatch({ type: 'send', message: { type: 'showRun', run } }), 'link');
}

function rerun(dispatch: Dispatch): TemplateResult {
  return textButton('Run the new text', () => dispatch({ type: 'send', message: { type: 'run' } }), 'link');
}

function otherRun(dispatch: Dispatch): TemplateResult {
  return textButton('Choose another run', () => dispatch({ type: 'send', message: { type: 'pickRun' } }), 'link');
}

/** Each model, and beside one that is none the words that say so. */
function modelNames({ models }: RunView): TemplateResult {
  if (models.length > mostModels) return manyModels(models);
  return html`<span class="models">
    ${models.map(({ model, label }) => html`<span class="model" title=${plain(model)}><span class="model-word">${shown(model, 200)}</span> ${modelTag(label)}</span>`)}
  </span>`;
}

/** Those that are none are counted, whatever there is room for. */
function manyModels(models: RunView['models']): TemplateResult {
  const labels = [...new Set(models.flatMap(({ label }) => label ?? []))];
  const names = models.map(({ model }) => plain(model, 80)).join(', ');
  return html`<span class="models">
    <span class="model" title=${names}>${counted(models.length, 'model')}</span>
    ${labels.map((label) => html`<span>${count(models.filter((each) => each.label === label).length)} ${modelTag(label)}</span>`)}
  </span>`;
}

function missingKey(profile: string, dispatch: Dispatch): TemplateResult {
  return html`<p class="notice">
    ${icon('key')} <span class="words">No API key for ${shown(profile, 60)}: its models cannot be run.</span>
    ${textButton('Set API key', () => dispatch({ type: 'send', message: { type: 'setKey', profile } }), 'link')}
  </p>`;
}

/** In a layer of its own: an error must not push the table away from under the pointer. */
function failures({ errors }: RunView): Part {
  if (errors.length === 0) return nothing;
  const all = errors.reduce((sum, { count: n }) => sum + n, 0);
  return html`<button
      type="button"
      class="button link why"
      popovertarget="failures"
      aria-label="Why? ${counted(all, 'failure')}"
    >
      ${icon('error', 'glyph failed')} why?
    </button>
    <div id="failures" class="failures" popover>
      <h2>What failed</h2>
      <ul>
        ${errors.map(
          ({ message, count: n }) => html`<li>${shown(message, 1000)} <span class="quiet">×${count(n)}</span></li>`,
        )}
      </ul>
    </div>`;
}
