import { html, nothing, type TemplateResult } from 'lit';
import { reviewProgress } from '../../src/core/view/shown/agreementWords.ts';
import { shownAnalysis } from '../askFindings.ts';
import { assertNever } from '../assertNever.ts';
import { levelMarkdown } from '../levelMarkdown.ts';
import { levels, type Level, type PanelModel } from '../model.ts';
import { plain } from '../visibleText.ts';
import type { RunView } from '../viewTypes.ts';
import { agreementPane } from './agreement.ts';
import { analysisPane } from './analysis.ts';
import { chartsPane } from './charts.ts';
import { comparePane } from './compare.ts';
import { expectations } from './expectations.ts';
import { copyButton, icon, shown, textButton, type Dispatch, type Part } from './parts.ts';
import { ratesPane } from './rates.ts';

/** Where does it happen? One classifier, looked at in one of several ways. */
export function levelPane(view: RunView, model: PanelModel, dispatch: Dispatch, isWide: boolean): TemplateResult {
  const { classifier, level } = model.place;
  if (classifier === null)
    return html`<section class="cells-pane" aria-label="Results">
      <p class="finding quiet">This scenario has no classifier: its transcripts are below.</p>
    </section>`;
  if (model.blind)
    return html`<section class="cells-pane" aria-label="Results">
      <div class="level-head">${classifierLine(view, classifier, dispatch)}</div>
      ${blindNotice(view, classifier, dispatch)}
    </section>`;
  const copy = levelMarkdown(view, model, classifier);
  return html`<section class="cells-pane" aria-label="Results">
    <div class="level-head">
      ${classifierLine(view, classifier, dispatch)} ${tabs(level, dispatch)}
      ${copy === null ? nothing : copyButton(`Copy the ${level === 'compare' ? 'comparison' : level} as Markdown`, copy, dispatch)}
    </div>
    <div id="level" class="level-content" role="tabpanel" aria-labelledby="level-${level}">
      ${content(view, model, classifier, dispatch, isWide)}
    </div>
  </section>`;
}

/** In place of all that sums up verdicts: a rate would tell what the next one is likely to be. */
function blindNotice(view: RunView, classifier: string, dispatch: Dispatch): Part {
  return html`<p class="notice finding">
    ${icon('eye-closed')} <span class="words">Rates and charts are hidden while you review blind.</span>
    ${textButton('Show', () => dispatch({ type: 'send', message: { type: 'setBlind', on: false } }), 'link')}
    <span class="quiet">${reviewProgress(view, classifier)}</span>
  </p>`;
}

function content(view: RunView, model: PanelModel, classifier: string, dispatch: Dispatch, isWide: boolean): Part {
  const { level, cell } = model.place;
  switch (level) {
    case 'rates':
      return html`${ratesPane({ view, classifier, cell, dispatch, isWide })} ${expectations(view, dispatch)}`;
    case 'charts':
      return chartsPane({ view, analysis: shownAnalysis(model), classifier, dispatch, width: isWide ? 720 : 276 });
    case 'analysis':
      return analysisPane(model);
    case 'compare':
      return comparePane(model, dispatch);
    case 'agreement':
      return agreementPane(view, classifier);
    default:
      return assertNever(level);
  }
}

function tabs(chosen: Level, dispatch: Dispatch): Part {
  const names = Object.keys(levels) as Level[];
  const choose = (level: Level): void => dispatch({ type: 'chooseLevel', level });
  const onKey = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = names.at((names.indexOf(chosen) + by) % names.length);
    if (by === 0 || event.altKey || next === undefined) return;
    choose(next);
    document.getElementById(`level-${next}`)?.focus();
    event.preventDefault();
  };
  return html`<div class="tabs" role="tablist" aria-label="Ways to look at the results" @keydown=${onKey}>
    ${names.map(
      (level) =>
        html`<button
          type="button"
          class="tab"
          role="tab"
          id="level-${level}"
          aria-controls="level"
          aria-selected=${level === chosen}
          tabindex=${level === chosen ? 0 : -1}
          @click=${() => choose(level)}
        >
          ${levels[level]}
        </button>`,
    )}
  </div>`;
}

function classifierLine({ classifiers }: RunView, chosen: string | null, dispatch: Dispatch): Part {
  const classifier = classifiers.find(({ id }) => id === chosen);
  if (classifier === undefined) return nothing;
  if (classifiers.length === 1)
    return html`<h2 class="classifier-line">
      <b>${shown(classifier.id, 80)}</b>
      <span class="quiet question" title=${plain(classifier.title, 1000)}>${shown(classifier.title, 300)}</span>
    </h2>`;
  const choose = ({ target }: Event): void => {
    if (target instanceof HTMLSelectElement) dispatch({ type: 'chooseClassifier', classifier: target.value });
  };
  return html`<div class="classifier-line">
    <select aria-label="Classifier" @change=${choose}>
      ${classifiers.map(({ id }) => html`<option value=${id} ?selected=${id === chosen}>${plain(id, 80)}</option>`)}
    </select>
    <h2 class="quiet question" title=${plain(classifier.title, 1000)}>${shown(classifier.title, 300)}</h2>
  </div>`;
}
