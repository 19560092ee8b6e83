import type { Partners } from '../../src/core/conversation/converse.ts';

/** Partners of a conversation in which nobody is asked; nothing is done about its turns. */
export function partners(send: Partners['send'], more: Partial<Partners> = {}): Partners {
  const decide = (): Promise<never> => Promise.reject(new Error('nobody is there to be asked'));
  return { send, onTurn: () => undefined, decide, ...more };
}
