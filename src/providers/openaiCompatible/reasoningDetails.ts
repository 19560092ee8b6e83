import { isObject, type JsonObject, type JsonValue } from '../../core/text/json.ts';

const pieces = ['text', 'summary', 'data'] as const;

/**
 * OpenRouter's `reasoning_details` while they arrive: pieces of one detail have one index and one type. They go back to it as
 * they came, because they hold signatures and encrypted thoughts.
 */
export class ReasoningDetails {
  private readonly details: JsonObject[] = [];

  add(arrived: unknown): void {
    for (const detail of Array.isArray(arrived) ? arrived : []) {
      if (isObject(detail)) this.addDetail(detail as JsonObject);
    }
  }

  list(): readonly JsonValue[] {
    return this.details;
  }

  private addDetail(detail: JsonObject): void {
    const last = this.details.at(-1);
    if (last === undefined || last['type'] !== detail['type'] || last['index'] !== detail['index']) {
      this.details.push(detail);
      return;
    }
    const grown = pieces.flatMap((key) =>
      typeof last[key] === 'string' && typeof detail[key] === 'string' ? [[key, last[key] + detail[key]] as const] : [],
    );
    this.details[this.details.length - 1] = { ...last, ...detail, ...Object.fromEntries(grown) };
  }
}
