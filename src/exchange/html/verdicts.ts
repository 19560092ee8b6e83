import type { GateTrace } from '../../core/verdict/verdict.ts';
import { statusWords } from '../../core/view/shown/words.ts';
import type { VerdictView } from '../../core/view/views.ts';
import { markup, modelText, nothing, type Content, type Markup } from './markup.ts';

/** What one classifier says, and why: its label, its gate's trace, its judge's words, its evidence by number. */
export function verdictBlock(verdict: VerdictView, prefix: string): Markup {
  const { classifier, title, reason, gate } = verdict;
  const [kind, word] = verdictWords(verdict);
  return markup`<div class="verdict ${kind}"><h5>${word} <span class="quiet">${classifier}: ${title}</span></h5>
${reason === '' ? nothing : markup`<p>${modelText(reason)}</p>`}${gate === null ? nothing : markup`<ul class="gate">${gateNode(gate, 0)}</ul>`}${judge(verdict)}${review(verdict)}${evidence(verdict, prefix)}</div>\n`;
}

/** How a verdict is drawn, and what it is called: «● leak», «○ none», «◌ judge error». */
export function verdictWords({
  status,
  label,
  positive,
}: Pick<VerdictView, 'status' | 'label' | 'positive'>): readonly ['positive' | 'negative' | 'excluded', string] {
  if (status !== 'graded') return ['excluded', `◌ ${statusWords[status]}`];
  return positive === true ? ['positive', `● ${label ?? 'no label'}`] : ['negative', `○ ${label ?? 'no label'}`];
}

/** A tree may be deeper than a page can be read. */
const deepest = 12;

function gateNode({ held, says, children }: GateTrace, depth: number): Markup {
  const [sign, word] = held === null ? ['?', 'cannot be known'] : held ? ['✓', 'held'] : ['✗', 'did not hold'];
  const inner: Content =
    children.length === 0
      ? nothing
      : markup`<ul>${depth < deepest ? children.map((child) => gateNode(child, depth + 1)) : markup`<li>…</li>`}</ul>`;
  return markup`<li><span aria-hidden="true">${sign}</span><span class="unseen">${word}: </span> ${says}${inner}</li>`;
}

function judge({ judge: answer }: VerdictView): Markup {
  if (answer === null) return nothing;
  const { model, label, reason } = answer;
  return markup`<p>Judge <code>${model}</code>: <strong>${label ?? 'no label that counts'}</strong>${reason === '' ? nothing : markup` — ${modelText(reason)}`}</p>`;
}

/** What a person says of it stands beside the verdict, and changes nothing. */
function review({ review: said }: VerdictView): Markup {
  if (said === null) return nothing;
  const { label, positive, note, by, blind } = said;
  const word = label ?? (positive === null ? 'no opinion' : positive ? 'positive' : 'negative');
  const how = blind ? ', before seeing the verdict' : '';
  return markup`<p>A person${by === null ? nothing : markup` (${by})`}: <strong>${word}</strong>${how}${note === '' ? nothing : markup` — ${note}`}</p>`;
}

function evidence({ evidence: all }: VerdictView, prefix: string): Markup {
  if (all.length === 0) return nothing;
  return markup`<ul class="evidence">${all.map(
    ({ number, by, quote }) =>
      markup`<li id="${prefix}e${number}"><sup>${number}</sup> «${modelText(quote)}» <span class="quiet">${by}</span></li>`,
  )}</ul>`;
}
