import { isObject, type JsonObject } from '../../core/text/json.ts';
import type { Block } from '../../core/transcript/transcript.ts';
import { parseJson } from '../http/eventData.ts';
import { MalformedStream } from '../http/streamErrors.ts';

interface Call {
  id: string;
  name: string;
  json: string;
  /** Gemini's signature of the thoughts before the call, which it wants back. */
  extra: JsonObject | null;
}

/** The tool calls of one answer while their pieces arrive. */
export class CallPieces {
  private readonly calls = new Map<number, Call>();

  add(pieces: unknown): void {
    if (!Array.isArray(pieces)) throw new MalformedStream('its tool calls are no list');
    for (const piece of pieces) {
      if (!isObject(piece)) throw new MalformedStream('a tool call is no object');
      this.addPiece(piece as JsonObject);
    }
  }

  /** @param isCut The answer stopped at its limit: the last call may be half a call. */
  blocks(isCut: boolean): readonly Block[] {
    return [...this.calls.values()].map((call): Block => {
      const { id, name, json, extra } = call;
      const input = json === '' ? {} : parseJson(json);
      const own = {
        type: 'call',
        id,
        tool: name,
        ...(extra !== null && { opaque: { extra_content: extra } }),
      } as const;
      if (name !== '' && isObject(input)) return { ...own, input: input as JsonObject };
      // Cut off at the limit: no call, but not lost either.
      if (isCut) return { type: 'other', raw: { type: 'function', id, name, arguments: json } };
      if (name === '') throw new MalformedStream('a tool call has no name');
      return { ...own, input: {}, raw: json };
    });
  }

  private addPiece(piece: JsonObject): void {
    const index = this.indexOf(piece);
    const call = this.calls.get(index) ?? { id: `call_${index}`, name: '', json: '', extra: null };
    this.calls.set(index, call);
    const written = isObject(piece['function']) ? piece['function'] : {};
    if (typeof piece['id'] === 'string' && piece['id'] !== '') call.id = piece['id'];
    if (typeof written['name'] === 'string' && written['name'] !== '') call.name = written['name'];
    if (isObject(piece['extra_content'])) call.extra = piece['extra_content'];
    if (typeof written['arguments'] === 'string') call.json += written['arguments'];
  }

  /** Some servers send whole calls without an index: then each is one of its own. */
  private indexOf({ index, id }: JsonObject): number {
    if (typeof index === 'number') return index;
    return typeof id === 'string' ? this.calls.size : Math.max(0, this.calls.size - 1);
  }
}
