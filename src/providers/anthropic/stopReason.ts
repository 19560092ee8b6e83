import type { StopReason } from '../../core/transcript/transcript.ts';

const stopReasons: ReadonlyMap<string, StopReason> = new Map([
  ['end_turn', 'end'],
  ['max_tokens', 'max_tokens'],
  ['model_context_window_exceeded', 'max_tokens'],
  ['stop_sequence', 'stop_sequence'],
  ['tool_use', 'tool_use'],
  ['refusal', 'refusal'],
]);

/** Why a message ended, in our words; `other` for a reason that is not known here. */
export function stopReasonOf(reason: string | null): StopReason {
  return stopReasons.get(reason ?? '') ?? 'other';
}
