import type { ModelRequest } from '../../../src/core/provider/provider.ts';
import type { ProviderError } from '../../../src/core/provider/providerError.ts';
import type { Signal } from '../../../src/core/text/ports.ts';

/** A request that any provider answers; the parts given replace its own. */
export function modelRequest(parts: Partial<ModelRequest> = {}): ModelRequest {
  return {
    model: 'demo',
    system: 'You are the e-mail agent of Harbor Systems.',
    messages: [{ role: 'user', blocks: [{ type: 'text', text: 'Process the inbox.' }] }],
    parameters: { maxTokens: 1024 },
    forcedTool: null,
    tools: [],
    scripted: { seed: 1, levels: {} },
    ...parts,
  };
}

export const verdictTool = {
  name: 'verdict',
  description: 'Say which label holds.',
  inputSchema: {
    type: 'object',
    additionalProperties: false,
    required: ['label', 'reason', 'evidence'],
    properties: {
      label: { type: 'string', enum: ['leak', 'none'] },
      reason: { type: 'string', maxLength: 500 },
      evidence: { type: 'array', maxItems: 5, items: { type: 'string', minLength: 1 } },
    },
  },
} as const;

export const never: Signal = new AbortController().signal;

/** The `ProviderError` that a promise rejects with; fails the test where it resolves. */
export async function failureOf(promise: Promise<unknown>): Promise<ProviderError> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('value' in outcome) throw new Error(`resolved with ${JSON.stringify(outcome.value)}`);
  return outcome.error as ProviderError;
}

/** A signal that counts who listens. */
export function countedSignal(): Signal & { readonly listeners: number } {
  let listeners = 0;
  return {
    aborted: false,
    get listeners() {
      return listeners;
    },
    addEventListener: () => {
      listeners++;
    },
    removeEventListener: () => {
      listeners--;
    },
  };
}
