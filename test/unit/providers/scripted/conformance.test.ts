import { systemClock } from '../../../../src/node/systemClock.ts';
import { createScriptedProvider } from '../../../../src/providers/scripted/scriptedProvider.ts';
import { describeConformance, type Arranged } from '../conformance.ts';

describeConformance({
  name: 'scripted',
  model: 'demo',
  stops: ['end', 'max_tokens', 'stop_sequence', 'refusal', 'filtered'],
  arrange: (answer) => {
    // JSON is YAML.
    const pace = answer.isEndless ? 10_000 : 0;
    const text = JSON.stringify({ 'scripted-model': 1, pace, rules: [{ answers: [answerOf(answer)] }] });
    const provider = createScriptedProvider({ read: () => Promise.resolve(text), clock: systemClock });
    return Promise.resolve({ provider, close: () => Promise.resolve() });
  },
});

function answerOf({ text, reasoning, hiddenReasoning, stop, verdict, failure }: Arranged): object {
  if (failure) return { error: { kind: failure } };
  return { text, reasoning, stop, verdict, ...(hiddenReasoning && { reasoning_hidden: true }) };
}
