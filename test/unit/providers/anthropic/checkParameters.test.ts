import { expect, it } from 'vitest';
import type { Parameters } from '../../../../src/core/scenario/scenario.ts';
import { capabilitiesOf } from '../../../../src/providers/anthropic/capabilities.ts';
import { checkParameters } from '../../../../src/providers/parameters.ts';

it.each<readonly [string, Omit<Parameters, 'maxTokens'>, readonly RegExp[]]>([
  ['claude-opus-5-5', {}, []],
  ['claude-opus-5-5', { temperature: 1 }, [/^claude-opus-5-5 takes no `temperature`\./]],
  ['claude-opus-4-7', { temperature: 0, topP: 0.9 }, [/takes no `temperature` and no `top_p`/]],
  ['claude-sonnet-4-6', { temperature: 0.5 }, []],
  ['claude-sonnet-4-5-20250929', { temperature: 1.5 }, [/from 0 to 1, not 1\.5/]],
  ['claude-sonnet-4-5', { temperature: 1, reasoning: { budget: 2000 } }, [/beside `reasoning`/]],
  ['claude-opus-5-5', { reasoning: { effort: 'max' } }, []],
  ['claude-opus-5-5', { reasoning: { budget: 2000 } }, [/no reasoning `budget`. Use `reasoning: \{effort: …\}`/]],
  ['claude-haiku-4-5', { reasoning: { effort: 'low' } }, [/no reasoning `effort`. Use `reasoning: \{budget: …\}`/]],
  ['claude-haiku-4-5', { reasoning: { budget: 2000 } }, []],
  ['claude-haiku-4-5', { reasoning: { budget: 4096 } }, [/needs a larger `max_tokens` than 4096/]],
  ['claude-opus-4-6', { reasoning: { effort: 'xhigh' } }, [/of `xhigh`. Choose one of low, medium, high, max/]],
  ['claude-3-5-haiku-20241022', { reasoning: { budget: 2000 } }, [/no reasoning `budget`. Leave/]],
  // Not in the table: a later Claude takes what the newest takes; of a gateway's own name nothing is known.
  ['claude-opus-9', { temperature: 1 }, [/takes no `temperature`/]],
  ['house-model', { temperature: 2, reasoning: { effort: 'max' } }, []],
])('%s %j', (model, parameters, says) => {
  const sentences = checkParameters(model, capabilitiesOf(model), { maxTokens: 4096, ...parameters });
  expect(sentences).toHaveLength(says.length);
  says.forEach((pattern, index) => expect(sentences[index]).toMatch(pattern));
});
