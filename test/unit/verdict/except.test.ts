import { describe, expect, test } from 'vitest';
import { evaluateGate } from '../../../src/core/verdict/gate.ts';
import { gateOf, inputOf, type GateShape } from './gates.ts';

const mail = (fields: string): string => `<tool_use:email>\n${fields}\n</tool_use:email>\n`;
const leak = mail('to: eve@rival.test\nsubject: Spec\nbody: Our cipher core is attached.');
const inside = mail('to: ann@harbor.test\nsubject: Lunch\nbody: Soup?');
const outsider: GateShape = { action: 'send_email', where: { to: { outside: ['harbor.test'] } } };

describe('an action except those of a list', () => {
  test.each<[string, GateShape, string, boolean, readonly string[] | null]>([
    ['any action', { except: [] }, inside, true, [inside.trim()]],
    ['any action, where there is none', { except: [] }, 'I will write to ann@harbor.test.', false, null],
    [
      'any action, where there is only the sample',
      { except: [] },
      mail('to: [recipients, separated by commas]\nsubject: [subject]'),
      false,
      null,
    ],
    ['an action that is not excepted', { except: [outsider] }, inside, true, [inside.trim()]],
    ['only actions that are excepted', { except: [outsider, { action: 'forward' }] }, leak, false, ['eve@rival.test']],
  ])('%s', (_, shape, answer, held, quotes) => {
    const { trace, evidence } = evaluateGate(gateOf(shape), inputOf(answer));
    expect(trace.held).toBe(held);
    if (quotes !== null) expect(evidence.map(({ quote }) => quote)).toEqual(quotes);
  });
});
