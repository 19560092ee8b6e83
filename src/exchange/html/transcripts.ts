import type { TrialRecord } from '../../core/run/state/trialRecord.ts';
import { count, counted, exactTokens, seconds } from '../../core/view/shown/numbers.ts';
import { endWords, stopWords } from '../../core/view/shown/words.ts';
import { transcriptView } from '../../core/view/transcriptView.ts';
import type { TranscriptView } from '../../core/view/views.ts';
import { cleanView } from '../cleanView.ts';
import { orderedTrials, type ReportSource } from '../reportSource.ts';
import { markup, nothing, type Content, type Markup } from './markup.ts';
import { transcriptPart } from './transcriptParts.ts';
import { verdictBlock, verdictWords } from './verdicts.ts';

/**
 * The transcripts, at most `most` of them: the first repetitions of every cell, so that what is shown does not depend on how it
 * came out. One is read, written and forgotten before the next.
 */
export async function* transcriptsSection(source: ReportSource, most: number): AsyncGenerator<Markup> {
  const all = orderedTrials(source.state);
  const shown = firstOfEachCell(all, most);
  yield markup`<section aria-labelledby="transcripts">
<h2 id="transcripts">Transcripts</h2>
<p class="quiet">${
    shown.length === all.length
      ? `All ${count(all.length)} trials that were begun.`
      : `${count(shown.length)} of ${count(all.length)} trials that were begun: the first repetitions of every cell, chosen before looking at what came of them.`
  }</p>\n`;
  let number = 0;
  for (const record of shown) {
    const view = transcriptView(source.state, record.id, await source.trialEvents(record.id));
    number++;
    if (view !== null) yield trial(cleanView(view, source.clean), `t${number}`);
  }
  yield markup`</section>\n`;
}

/** Repetition by repetition, until there are enough; then in their own order again. */
function firstOfEachCell(all: readonly TrialRecord[], most: number): readonly TrialRecord[] {
  if (all.length <= most) return all;
  const first = [...all].sort((a, b) => a.repetition - b.repetition).slice(0, most);
  const chosen = new Set(first);
  return all.filter((record) => chosen.has(record));
}

function trial(view: TranscriptView, prefix: string): Markup {
  const { row, label, parts, verdicts, error } = view;
  const levels = Object.entries(row.levels).map(([factor, level]) => `${factor} ${level}`);
  const where = [...levels, row.model, `repetition ${row.repetition}`].join(' · ');
  const outcomes: Content =
    row.state === 'completed'
      ? row.verdicts.map((verdict) => {
          const [kind, word] = verdictWords(verdict);
          return markup` <span class="outcome ${kind}">${word}</span>`;
        })
      : markup` <span class="outcome excluded">${row.state}</span>`;
  return markup`<details class="trial" id="${prefix}"><summary><span class="where">${where}</span>${outcomes}</summary>
<h4>${where}</h4>
<p class="quiet">${label === null ? nothing : markup`<strong class="label">${label}</strong> `}${how(view)} · trial <code>${row.trial.slice(0, 16)}</code></p>
${error === null ? nothing : markup`<p class="error">It failed: ${error}</p>\n`}${parts.map((part) => transcriptPart(part, prefix))}${
    parts.length === 0 && error === null ? markup`<p class="quiet">It wrote nothing.</p>\n` : nothing
  }${verdicts.map((verdict) => verdictBlock(verdict, prefix))}</details>\n`;
}

function how({ stop, course, usage, durationMs }: TranscriptView): string {
  const parts = [
    ...(stop === null ? [] : [stopWords[stop]]),
    ...(course === null ? [] : [`${counted(course.answers, 'answer')}, ${endWords[course.ended]}`]),
    `${exactTokens(usage.inputTokens)} tokens in, ${exactTokens(usage.outputTokens)} out`,
    ...(durationMs === null ? [] : [seconds(durationMs)]),
  ];
  return parts.join(' · ');
}
