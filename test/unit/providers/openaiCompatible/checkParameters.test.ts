import { expect, it } from 'vitest';
import type { Parameters } from '../../../../src/core/scenario/scenario.ts';
import { capabilitiesOf } from '../../../../src/providers/openaiCompatible/capabilities.ts';
import { checkParameters } from '../../../../src/providers/parameters.ts';

it.each<readonly [string, string, Omit<Parameters, 'maxTokens'>, readonly RegExp[]]>([
  ['openai', 'gpt-4.1', { temperature: 1.5, topP: 0.9 }, []],
  ['openai', 'gpt-4.1', { reasoning: { effort: 'low' } }, [/no reasoning `effort`. Leave `reasoning` out/]],
  ['openai', 'gpt-4o-mini', { reasoning: { budget: 2000 } }, [/no reasoning `budget`. Leave/]],
  ['openai', 'o3-mini', { temperature: 0 }, [/^o3-mini takes no `temperature`\./]],
  ['openai', 'o4-mini-2025-04-16', { reasoning: { effort: 'xhigh' } }, [/Choose one of low, medium, high\./]],
  ['openai', 'gpt-5', { temperature: 0, topP: 1 }, [/takes no `temperature` and no `top_p`/]],
  ['openai', 'gpt-5-mini-2025-08-07', { reasoning: { effort: 'high' } }, []],
  ['openai', 'gpt-5-chat-latest', { temperature: 0.3 }, []],
  ['openai', 'gpt-5.1', { temperature: 0.3 }, []],
  ['openai', 'gpt-5.4', { temperature: 0.3, reasoning: { effort: 'low' } }, [/beside `reasoning`/]],
  ['openai', 'gpt-5.4', { reasoning: { effort: 'max' } }, [/of `max`. Choose one of low, medium, high, xhigh/]],
  ['openai', 'gpt-6-sol', { reasoning: { effort: 'max' } }, []],
  ['openai', 'gpt-6.1-terra', { temperature: 1 }, [/takes no `temperature`/]],
  ['openai', 'gpt-5.4', { reasoning: { budget: 2000 } }, [/no reasoning `budget`. Use `reasoning: \{effort: …\}`/]],
  ['google', 'gemini-2.5-pro', { reasoning: { budget: 2000 } }, []],
  ['google', 'gemini-2.5-pro', { reasoning: { effort: 'low' } }, [/no reasoning `effort`. Use `reasoning: \{budget/]],
  ['google', 'gemini-3.5-flash', { temperature: 1, reasoning: { effort: 'high' } }, []],
  ['google', 'gemini-3.5-flash', { reasoning: { budget: 2000 } }, [/no reasoning `budget`/]],
  ['google', 'gemini-2.0-flash', { reasoning: { effort: 'low' } }, [/Leave `reasoning` out/]],
  ['xai', 'grok-4.5', { reasoning: { effort: 'medium' } }, []],
  ['xai', 'grok-3-mini', { reasoning: { effort: 'medium' } }, [/Choose one of low, high\./]],
  ['xai', 'grok-4-0709', { reasoning: { effort: 'low' } }, [/no reasoning `effort`/]],
  ['deepseek', 'deepseek-chat', { temperature: 0.3 }, []],
  ['deepseek', 'deepseek-flash', { temperature: 0.3 }, [/takes no `temperature`/]],
  ['deepseek', 'deepseek-v4-pro', { reasoning: { effort: 'medium' } }, [/Choose one of high, max\./]],
  // Nothing is known of these: all goes as it was asked, where the protocol has a word for it.
  ['openai', 'house-model', { temperature: 2, reasoning: { effort: 'max' } }, []],
  ['openrouter', 'some/model', { temperature: 1, reasoning: { budget: 2000 } }, []],
  ['ollama', 'qwen3:8b', { temperature: 1, reasoning: { effort: 'high' } }, []],
  ['lab', 'house-model', { reasoning: { budget: 2000 } }, [/house-model takes no reasoning `budget`. Use/]],
  ['openrouter', 'some/model', { reasoning: { budget: 4096 } }, [/needs a larger `max_tokens` than 4096/]],
])('%s/%s %j', (profile, model, parameters, says) => {
  const sentences = checkParameters(model, capabilitiesOf(profile, model), { maxTokens: 4096, ...parameters });
  expect(sentences).toHaveLength(says.length);
  says.forEach((pattern, index) => expect(sentences[index]).toMatch(pattern));
});
