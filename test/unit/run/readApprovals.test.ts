import { describe, expect, it } from 'vitest';
import { createPolicy } from '../../../src/core/run/approval/policy.ts';
import { readApprovals } from '../../../src/core/run/approval/readApprovals.ts';
import type { AskedAction } from '../../../src/core/conversation/asked.ts';
import { readTranscript } from '../../../src/core/transcript/readTranscript.ts';
import { askingTools } from '../../../src/core/trial/offeredTools.ts';
import { askingWorld } from '../../support/asking.ts';
import { conditionsOf } from '../trial/support.ts';

const conditions = conditionsOf(askingWorld);
const tools = askingTools(conditions);

function asked(tool: string, input: Readonly<Record<string, string | number>>): AskedAction {
  const prompt = conditions.find(({ levels }) => levels['calls'] === 'native')?.prompt;
  const messages = [{ role: 'assistant', blocks: [{ type: 'call', id: 'c', tool, input }] }] as const;
  const [action] = prompt === undefined ? [] : readTranscript({ messages }, prompt).actions;
  const own = prompt?.tools.find(({ id }) => id === tool);
  if (action === undefined || own === undefined) throw new Error(`no ${tool}`);
  return { question: '1-1', tool: own, action, messages };
}

const mail = (to: string, body = 'Hello.'): AskedAction => asked('send', { to, subject: 'Hi', body });

describe('rules of approval', () => {
  const rules = `
- {tool: send, where: {to: {outside: [harbor.test]}, body: {contains_any: [core]}}, decision: deny, reason: Not that.}
- {tool: send, where: {to: ceo@harbor.test}, decision: deny}
- {tool: raise, where: {code: '4711'}, decision: deny, reason: Quiet.}
- {decision: approve}
`;
  it.each([
    ['all of a rule holds on one action', mail('eng@harbor.test, x@rival.test', 'The CORE.'), false, 'Not that.'],
    ['not all of it holds', mail('x@rival.test'), true, null],
    ['the next rule decides', mail('CEO@harbor.test'), false, null],
    ['a field of one’s own', asked('raise', { code: 4711 }), false, 'Quiet.'],
    ['nothing else holds', asked('raise', { code: 1 }), true, null],
  ])('%s', async (_, action, approved, reason) => {
    const { rules: read, problems } = readApprovals(rules, tools);
    expect(problems).toEqual([]);
    const policy = createPolicy(read ?? []);
    const question = { trial: 't', condition: 'c', model: 'fake/a', repetition: 1, levels: {}, asked: action };
    const ruling = await policy.decide(question, new AbortController().signal);
    expect(ruling).toMatchObject({ approved, reason });
    const decision = { approved, by: 'policy', reason } as const;
    expect(policy.repeats(action, decision)).toBe(true);
    expect(policy.repeats(action, { ...decision, approved: !approved })).toBe(false);
    if (!approved) expect(policy.repeats(action, { ...decision, reason: 'Another.' })).toBe(false);
  });

  it('are known only where a tool asks', () => {
    expect(tools.map(({ id }) => id)).toEqual(['send', 'raise', 'send', 'raise']);
    const { rules: read, problems } = readApprovals('[{tool: read, decision: deny}, {decision: approve}]', tools);
    expect(read).toBeNull();
    expect(problems.map(({ code }) => code)).toEqual(['unknown-tool']);
  });
});
