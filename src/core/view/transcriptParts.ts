import { actionResults } from '../transcript/actionResults.ts';
import { textAt } from '../transcript/blockText.ts';
import { readTranscript } from '../transcript/readTranscript.ts';
import { decisionWords } from '../transcript/decisionWords.ts';
import type { Action, Block, Location, Segment, ToolResult, Transcript } from '../transcript/transcript.ts';
import type { Prompt } from '../trial/trial.ts';
import { joinEqual, markText, trimMarked, type Mark } from './markedText.ts';
import type { ActionPart, MarkedText, TranscriptPart } from './views.ts';

/** What the model wrote, in order: text, reasoning and actions told apart, with the evidence marked. */
export function transcriptParts(
  transcript: Transcript,
  prompt: Prompt,
  marks: readonly Mark[],
): readonly TranscriptPart[] {
  const reading = readTranscript(transcript, prompt);
  const { segments, actions } = reading;
  const results = actionResults(transcript.messages, reading);
  const byBlock = Map.groupBy(segments, ({ at }) => `${at.message}/${at.block}`);
  // Reasoning may divide an action: it is shown whole, where it begins.
  const shown = new Set<number>();
  const partsOf = (run: readonly Segment[], block: Block): readonly TranscriptPart[] => {
    const [first] = run;
    if (first === undefined) return [];
    if (first.kind !== 'action') return prose(run, first.kind, block, marks);
    const action = shown.has(first.action) ? undefined : actions[first.action];
    shown.add(first.action);
    return action === undefined
      ? []
      : [{ ...actionPart(action, transcript, prompt, marks), ...decided(results.get(action)) }];
  };
  const firstProbe = transcript.course?.probes[0]?.message ?? Infinity;
  return transcript.messages.flatMap(({ role, blocks }, message) => {
    if (role === 'user') return blocks.flatMap((block) => userPart(block, probeAt(transcript, message)));
    if (message > firstProbe)
      return blocks.flatMap((block, index) => probeAnswer(block, { message, block: index }, marks));
    return blocks.flatMap((block, index) => {
      if (block.type === 'reasoning' && block.hidden && block.text === '') return [hiddenReasoning];
      return runsOf(byBlock.get(`${message}/${index}`) ?? []).flatMap((run) => partsOf(run, block));
    });
  });
}

function userPart(block: Block, probe: string | null): readonly TranscriptPart[] {
  if (block.type === 'text') return [userText(block, probe)];
  if (block.type !== 'result') return [];
  const { tool, isError, content } = block;
  return [{ kind: 'result', tool, isError, text: unmarked(content) }];
}

function userText(block: Extract<Block, { type: 'text' }>, probe: string | null): TranscriptPart {
  const { text } = block;
  const event = block.event ?? null;
  return { kind: 'user', probe: event === null ? probe : null, event, text: text === '' ? [] : unmarked(text) };
}

function probeAt({ course }: Transcript, message: number): string | null {
  return course?.probes.find((probe) => probe.message === message)?.id ?? null;
}

/** Nothing in it is an action any more. */
function probeAnswer(
  block: Block,
  place: Pick<Location, 'message' | 'block'>,
  marks: readonly Mark[],
): readonly TranscriptPart[] {
  if ((block.type !== 'text' && block.type !== 'reasoning') || block.text === '') return [];
  const at = { ...place, start: 0, end: block.text.length };
  return prose([{ kind: block.type, text: block.text, at }], block.type, block, marks);
}

function unmarked(text: string): MarkedText {
  return [{ text, marks: [] }];
}

const hiddenReasoning: TranscriptPart = { kind: 'reasoning', words: 0, hidden: true, text: [] };

/** Neighbours of one kind are one part: a scratchpad's tags and what stands between them. Each action is a part of its own. */
function runsOf(segments: readonly Segment[]): readonly (readonly Segment[])[] {
  const runs: Segment[][] = [];
  for (const segment of segments) {
    const last = runs.at(-1);
    if (segment.kind !== 'action' && last?.[0]?.kind === segment.kind) last.push(segment);
    else runs.push([segment]);
  }
  return runs;
}

function prose(
  run: readonly Segment[],
  kind: 'text' | 'reasoning',
  block: Block,
  marks: readonly Mark[],
): readonly TranscriptPart[] {
  const written = run.filter((segment) => segment.kind !== 'action');
  const text = trimMarked(joinEqual(written.flatMap((segment) => markText(segment.text, segment.at, marks))));
  if (text.length === 0) return [];
  if (kind === 'text') return [{ kind, text }];
  const thought = written.filter(({ markup }) => markup !== true).map((segment) => segment.text);
  return [{ kind, text, words: countWords(thought.join(' ')), hidden: block.type === 'reasoning' && block.hidden }];
}

function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}

function actionPart(action: Action, transcript: Transcript, prompt: Prompt, marks: readonly Mark[]) {
  const fields = action.fields.map(({ name, at, aligned }) => ({
    name,
    text: trimMarked(markText(aligned ?? textAt(transcript, at), at, marks)),
  }));
  const looks = looksOf(action.tool, prompt);
  const raw = textAt(transcript, action.at);
  return { kind: 'action', tool: action.tool, looks, form: action.form, fields, raw } as const;
}

function decided(result: ToolResult | undefined): Pick<ActionPart, 'decision'> {
  const { decision } = result ?? {};
  if (decision === undefined) return {};
  return { decision: { approved: decision.approved, words: decisionWords(decision), reason: decision.reason } };
}

/** What is written is drawn as what it is; what is only looked at is a call. */
export function looksOf(tool: string, prompt: Pick<Prompt, 'tools'> | undefined): ActionPart['looks'] {
  switch (prompt?.tools.find(({ id }) => id === tool)?.builtin) {
    case 'mail.send':
    case 'mail.reply':
      return 'mail';
    case 'mail.forward':
      return 'forward';
    case 'file.write':
      return 'file';
    case 'alert.acknowledge':
    case 'alert.cancel':
    case 'alert.dispatch':
      return 'alert';
    default:
      return 'call';
  }
}
