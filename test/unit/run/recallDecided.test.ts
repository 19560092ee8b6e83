import { expect, it } from 'vitest';
import { createApprovalDesk } from '../../../src/core/run/approval/approvalDesk.ts';
import type { Approver } from '../../../src/core/run/approval/approver.ts';
import { createPolicy, createUniformPolicy } from '../../../src/core/run/approval/policy.ts';
import { recallDecided } from '../../../src/core/run/approval/recallDecided.ts';
import type { Decision, Transcript } from '../../../src/core/transcript/transcript.ts';
import { askingWorld } from '../../support/asking.ts';
import { modelUse } from '../../support/runs.ts';
import { noUsage } from '../transcript/answers.ts';
import { conditionsOf } from '../trial/support.ts';

const condition = conditionsOf(askingWorld).find(({ levels }) => levels['calls'] === 'native');
const input = { to: 'x@rival.test', subject: 'Hi', body: 'Hello.' };

/** A transcript of one mail, decided on like this; of one that was not asked for with null. */
function transcriptOf(decision: Decision | null): Transcript {
  const result = { type: 'result', call: 'c', tool: 'send', content: 'Sent.', isError: false } as const;
  return {
    messages: [
      { role: 'assistant', blocks: [{ type: 'call', id: 'c', tool: 'send', input }] },
      { role: 'user', blocks: [decision === null ? result : { ...result, decision }] },
      { role: 'assistant', blocks: [{ type: 'text', text: 'Done.' }] },
    ],
    ...{ stop: 'end', usage: noUsage, model: null, requestId: null },
  };
}

async function isTakenOver(decision: Decision | null, approver: Approver): Promise<boolean> {
  if (condition === undefined) throw new Error('no native condition');
  const trial = { id: 't', condition, model: modelUse('fake/a'), repetition: 1, seed: 1 };
  const known = { copy: [], transcript: transcriptOf(decision), graded: new Set<string>() };
  return (await recallDecided(() => Promise.resolve(known), approver)(trial)) === known;
}

const person = (approved: boolean, reason: string | null = null): Decision => ({ approved, by: 'person', reason });
const policy = (approved: boolean, reason: string | null = null): Decision => ({ approved, by: 'policy', reason });
const outsiders = createPolicy([
  {
    tool: 'send',
    where: [{ field: 'to', match: { outside: [{ text: 'harbor.test', pointer: '' }], pointer: '' } }],
    ...{ approved: false, reason: 'Not out.' },
  },
  { tool: null, where: [], approved: true, reason: null },
]);

it.each<[string, Decision | null, Approver, boolean]>([
  ['nothing was decided', null, createUniformPolicy(false), true],
  ['a person did, and would be asked again', person(false, 'No.'), createApprovalDesk(), true],
  ['a person did, and rules would say the same', person(true), createUniformPolicy(true), false],
  ['rules did, and a person would be asked', policy(true), createApprovalDesk(), false],
  ['rules did, and say the same', policy(true), createUniformPolicy(true), true],
  ['rules did, and say the opposite', policy(true), createUniformPolicy(false), false],
  ['rules did, with the reason of now', policy(false, 'Not out.'), outsiders, true],
  ['rules did, with another reason', policy(false, 'No.'), outsiders, false],
])('a transcript in which %s', async (_, decision, approver, taken) => {
  expect(await isTakenOver(decision, approver)).toBe(taken);
});
