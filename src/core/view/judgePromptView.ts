import type { ModelRequest } from '../provider/provider.ts';
import type { JournalEvent } from '../run/journal/journal.ts';
import type { RunState } from '../run/state/runState.ts';
import type { Hash } from '../text/ports.ts';
import { readTranscript } from '../transcript/readTranscript.ts';
import { judgePrompt, judgeRequest } from '../verdict/judge.ts';

/** What a judge was asked about one trial. */
export interface JudgePromptView {
  /** The judge, as profile/name. */
  readonly model: string;
  readonly request: ModelRequest;
  /** It is what was sent, to the last character. Else this version asks in other words, or the verdict kept no hash. */
  readonly isExact: boolean;
}

/**
 * Makes the prompt of a judge again, from the transcript and what the verdict kept. Null where no judge was asked.
 *
 * @param events Of the trial, as `readTrialEvents` gives them.
 * @param vote From 1; of a judge that was asked once, 1.
 */
export function judgePromptView(
  state: Pick<RunState, 'scenario' | 'conditions'>,
  events: readonly JournalEvent[],
  { classifier: id, vote }: { readonly classifier: string; readonly vote: number },
  hash: Hash,
): JudgePromptView | null {
  const outcome = events.find((event) => event.type === 'outcome');
  const given = events.findLast((event) => event.type === 'verdict' && event.verdict.classifier === id);
  const classifier = state.scenario.classifiers.find((each) => each.id === id);
  const condition = outcome?.type === 'outcome' ? state.conditions.get(outcome.condition) : undefined;
  const judge = classifier?.judge ?? null;
  const answer = given?.type === 'verdict' ? given.verdict.judge : null;
  if (outcome?.type !== 'outcome' || outcome.result.status !== 'completed') return null;
  if (classifier === undefined || judge === null || condition === undefined || answer === null) return null;
  const { transcript } = outcome.result;
  const reading = readTranscript(transcript, condition.prompt);
  const kept = answer.votes === undefined ? answer.prompt : answer.votes[vote - 1]?.prompt;
  const marker = kept?.marker ?? 'marker';
  const request = judgeRequest({ transcript, reading, condition, classifier, judge }, { marker, seed: 0 });
  return {
    model: answer.model,
    request,
    isExact: kept !== undefined && judgePrompt(request, marker, hash).sha256 === kept.sha256,
  };
}

/** The prompt as a document to read. */
export function judgePromptDocument({ model, request, isExact }: JudgePromptView): string {
  const head = (title: string): string => `──────── ${title} ────────\n`;
  const said = request.messages.flatMap(({ blocks }) =>
    blocks.map((block) => (block.type === 'text' ? block.text : '')),
  );
  const note = isExact
    ? 'This is what was sent, to the last character.'
    : 'This is made by this version of Scenarist and may differ from what was sent: the verdict is of another version, or kept no hash.';
  return [
    `${head('judge')}${model}, at most ${request.parameters.maxTokens} tokens\n${note}`,
    `${head('system')}${request.system ?? ''}`,
    `${head('user')}${said.join('\n\n')}`,
    `${head('the one call that it must make')}${JSON.stringify(request.forcedTool, null, 2)}`,
    '',
  ].join('\n\n');
}
