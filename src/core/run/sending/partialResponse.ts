import type { Delta } from '../../provider/provider.ts';
import type { Block } from '../../transcript/transcript.ts';

/** What has arrived of a response: kept when the run is stopped, so that nothing that was paid for is lost. */
export interface PartialResponse {
  add(delta: Delta): void;
  clear(): void;
  blocks(): readonly Block[];
}

export function createPartialResponse(): PartialResponse {
  let deltas: Delta[] = [];
  return {
    add({ kind, text }) {
      const last = deltas.at(-1);
      if (last?.kind === kind) deltas[deltas.length - 1] = { kind, text: last.text + text };
      else deltas.push({ kind, text });
    },
    clear() {
      deltas = [];
    },
    blocks: () =>
      deltas.map(({ kind, text }) =>
        kind === 'text' ? { type: 'text', text } : { type: 'reasoning', text, hidden: false },
      ),
  };
}
