import { assertNever } from '../../core/text/assertNever.ts';
import { counted } from '../../core/view/shown/numbers.ts';
import { bodyFields, formWords } from '../../core/view/shown/words.ts';
import type { MarkedText, TranscriptPart } from '../../core/view/views.ts';
import { markup, modelText, nothing, type Content, type Markup } from './markup.ts';

type ActionPart = Extract<TranscriptPart, { kind: 'action' }>;

const looks: Readonly<Record<ActionPart['looks'], string>> = {
  mail: '✉ Mail',
  forward: '↪ Forwarded',
  file: '🗎 File',
  alert: '⚠ Alert',
  call: '⚙ Action',
};

/** One part of an answer, drawn as what it is. `prefix` begins the ids of its evidence. */
export function transcriptPart(part: TranscriptPart, prefix: string): Markup {
  switch (part.kind) {
    case 'text':
      return markup`<div class="part"><h5>Text</h5>${marked(part.text, prefix)}</div>\n`;
    case 'user':
      return markup`<div class="part user"><h5>${userHead(part)}</h5>${marked(part.text, prefix)}</div>\n`;
    case 'result':
      return markup`<div class="part result"><h5>${part.isError ? 'Error from' : 'Result of'} <code>${part.tool}</code></h5>${marked(part.text, prefix)}</div>\n`;
    case 'reasoning':
      return reasoning(part, prefix);
    case 'action':
      return action(part, prefix);
    default:
      return assertNever(part);
  }
}

function userHead({ probe, event, text }: Extract<TranscriptPart, { kind: 'user' }>): Content {
  if (probe !== null) return markup`Asked afterwards <code>${probe}</code>`;
  if (event === null) return 'User';
  return markup`Happens <code>${event}</code>${text.length === 0 ? ' · the model is told nothing' : ''}`;
}

/** Folded, with its length: it is often longer than all the rest. */
function reasoning(part: Extract<TranscriptPart, { kind: 'reasoning' }>, prefix: string): Markup {
  const { words, hidden, text } = part;
  if (hidden && words === 0) return markup`<p class="part quiet">Reasoning: hidden by the provider.</p>\n`;
  return markup`<details class="part reasoning"><summary>Reasoning · ${counted(words, 'word')}${hidden ? ' · partly hidden by the provider' : ''}</summary>${marked(text, prefix)}</details>\n`;
}

function action(part: ActionPart, prefix: string): Markup {
  const { tool, fields, raw } = part;
  const isBody = (field: string): boolean => part.looks !== 'call' && bodyFields.has(field);
  const headers = fields.filter(({ name }) => !isBody(name));
  const bodies = fields.filter(({ name }) => isBody(name));
  const form = formWords[part.form];
  return markup`<div class="part action ${part.looks} ${part.form}"><h5>${looks[part.looks]} <code>${tool}</code>${form === null ? nothing : markup` <em>${form}</em>`}</h5>
<dl>${headers.map(({ name, text }) => markup`<div><dt>${name}</dt><dd>${marked(text, prefix)}</dd></div>`)}</dl>
${bodies.map(({ text }) => markup`<div class="mail-body">${marked(text, prefix)}</div>`)}
<details class="raw"><summary>As the model wrote it</summary><pre tabindex="0">\n${modelText(raw)}</pre></details></div>\n`;
}

/** Evidence is underlined, and its numbers lead to the verdicts. */
function marked(text: MarkedText, prefix: string): Markup {
  const stretches: readonly Content[] = text.map(({ text: stretch, marks }, index) => {
    if (marks.length === 0) return modelText(stretch);
    const ends = marks.filter((mark) => !(text[index + 1]?.marks.includes(mark) ?? false));
    return markup`<mark>${modelText(stretch)}</mark>${ends.map((mark) => markup`<sup><a href="#${prefix}e${mark}" aria-label="evidence ${mark}">${mark}</a></sup>`)}`;
  });
  // No white space of ours: it would be shown as the model's.
  return markup`<div class="written">${stretches}</div>`;
}
