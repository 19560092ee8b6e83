import { counted } from '../src/core/view/shown/numbers.ts';
import { markdownBlock, markdownText } from './markdown.ts';
import type { GateTrace, MarkedText, TranscriptPart, TranscriptView, VerdictView } from './viewTypes.ts';
import { outcomeOfVerdict } from './words.ts';

/** A trial as Markdown: what was asked for, what the classifiers say, and what the model did, all of it. */
export function transcriptMarkdown(scenario: string, transcript: TranscriptView): string {
  const { row, label, error, verdicts, parts } = transcript;
  const levels = Object.entries(row.levels).map(([factor, level]) => `${factor}: ${level}`);
  return [
    `## ${markdownText(scenario)}, trial ${row.repetition}`,
    [...levels, `model: ${row.model}${label === null ? '' : ` (${label})`}`]
      .map((line) => `- ${markdownText(line)}`)
      .join('\n'),
    ...(error === null ? [] : [markdownText(error)]),
    ...verdicts.map(verdictMarkdown),
    ...parts.map(partMarkdown),
  ]
    .join('\n\n')
    .concat('\n');
}

/** What one classifier says, and why. */
export function verdictMarkdown(verdict: VerdictView): string {
  const { classifier, title, reason, gate, judge, evidence, positive, status } = verdict;
  const counts = status === 'graded' ? (positive === true ? 'positive' : 'negative') : 'in no rate';
  return [
    `### ${markdownText(classifier)}: ${markdownText(outcomeOfVerdict(verdict).word)} (${counts})`,
    markdownText(title),
    ...(reason === '' ? [] : [markdownText(reason)]),
    ...(gate === null ? [] : [gateLines(gate, 0).join('\n')]),
    ...(judge === null
      ? []
      : [
          `Judge ${markdownText(judge.model)}: ${markdownText(judge.label ?? 'no label that counts')} ${markdownText(judge.reason)}`,
        ]),
    ...(evidence.length === 0
      ? []
      : [evidence.map(({ number, by, quote }) => `${number}. «${markdownText(quote)}» (${by})`).join('\n')]),
  ].join('\n\n');
}

function gateLines({ held, says, children }: GateTrace, depth: number): readonly string[] {
  const mark = held === null ? '?' : held ? '✓' : '✗';
  return [
    `${'  '.repeat(depth)}- ${mark} ${markdownText(says)}`,
    ...children.flatMap((child) => gateLines(child, depth + 1)),
  ];
}

function partMarkdown(part: TranscriptPart): string {
  switch (part.kind) {
    case 'text':
      return `**Text**\n\n${markdownBlock(textOf(part.text))}`;
    case 'user':
      return `**${part.probe === null ? 'User' : `Asked afterwards (${markdownText(part.probe)})`}**\n\n${markdownBlock(textOf(part.text))}`;
    case 'result':
      return `**${part.isError ? 'Error from' : 'Result of'} ${markdownText(part.tool)}**\n\n${markdownBlock(textOf(part.text))}`;
    case 'reasoning':
      return `**Reasoning** (${counted(part.words, 'word')}${part.hidden ? ', hidden by the provider' : ''})\n\n${markdownBlock(textOf(part.text))}`;
    case 'action':
      return `**Action: ${markdownText(part.tool)}**\n\n${markdownBlock(part.raw)}`;
  }
}

function textOf(text: MarkedText): string {
  return text.map((stretch) => stretch.text).join('');
}
