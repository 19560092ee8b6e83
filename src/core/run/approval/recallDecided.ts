import type { AskedAction } from '../../conversation/asked.ts';
import { actionResults } from '../../transcript/actionResults.ts';
import { readTranscript } from '../../transcript/readTranscript.ts';
import type { Decision, Transcript } from '../../transcript/transcript.ts';
import type { Trial } from '../../trial/trial.ts';
import type { Approver } from './approver.ts';
import type { Recall } from '../journal/recall.ts';

/**
 * What an earlier run leaves to a new one, without the transcripts whose decisions this approver would not make again: those
 * of a person stand for a person alone, those of rules where the rules of now say the same.
 */
export function recallDecided(recall: Recall, approver: Pick<Approver, 'by' | 'repeats'>): Recall {
  return async (trial) => {
    const known = await recall(trial);
    if (known === null) return null;
    const stands = decisionsIn(trial, known.transcript).every(
      ({ asked, decision }) => decision.by === approver.by && approver.repeats(asked, decision),
    );
    return stands ? known : null;
  };
}

interface Decided {
  readonly asked: AskedAction;
  readonly decision: Decision;
}

function decisionsIn({ condition }: Trial, { messages }: Transcript): readonly Decided[] {
  const isDecided = messages.some(({ blocks }) => blocks.some((block) => block.type === 'result' && block.decision));
  if (!isDecided) return [];
  const { prompt } = condition;
  const results = actionResults(messages, readTranscript({ messages }, prompt));
  return [...results].flatMap(([action, { decision }]): readonly Decided[] => {
    const tool = prompt.tools.find(({ id }) => id === action.tool);
    return decision === undefined || tool === undefined
      ? []
      : [{ asked: { question: '', tool, action, messages }, decision }];
  });
}
