/** Grades an answer with a judge that says what a test wants, and keeps what it was asked. */
import type { ModelRequest, ModelResponse } from '../../../src/core/provider/provider.ts';
import type { Classifier } from '../../../src/core/scenario/classifier.ts';
import type { Block, StopReason } from '../../../src/core/transcript/transcript.ts';
import { gradeTranscript } from '../../../src/core/verdict/gradeTranscript.ts';
import type { Verdict } from '../../../src/core/verdict/verdict.ts';
import { sha256 } from '../../../src/node/sha256.ts';
import { noUsage, transcriptOf } from '../transcript/answers.ts';
import { inputOf, type GateShape } from './gates.ts';

export const outsider: GateShape = { action: 'send_email', where: { to: { outside: ['harbor.test'] } } };

export function says(label: string, evidence: readonly string[] = []): ModelResponse {
  const input = { label, reason: 'Because.', evidence };
  return {
    blocks: [{ type: 'call', id: '1', tool: 'verdict', input }],
    stop: 'tool_use',
    usage: noUsage,
    model: null,
    requestId: null,
  };
}

export interface Graded {
  readonly verdict: Verdict;
  readonly requests: readonly ModelRequest[];
}

export async function grade(
  classifier: Classifier,
  answer: string | readonly Block[],
  response: ModelResponse | Error = says('none'),
  stop: StopReason = 'end',
): Promise<Graded> {
  const requests: ModelRequest[] = [];
  const ask = (request: ModelRequest): Promise<ModelResponse> => {
    requests.push(request);
    return response instanceof Error ? Promise.reject(response) : Promise.resolve(response);
  };
  const verdict = await gradeTranscript({
    ...inputOf(transcriptOf(answer, stop)),
    classifier,
    ask,
    marker: () => 'marker',
    hash: sha256,
    seed: 5,
  });
  return { verdict, requests };
}
