import { chatEvents, type ChatParts } from './chatApiEvents.ts';
import { startLoopbackApi, type LoopbackAnswer, type LoopbackApi, type LoopbackOptions } from './loopbackApi.ts';

export type ChatAnswer = LoopbackAnswer<ChatParts>;
export type ChatApi = LoopbackApi;
export type ChatApiOptions = LoopbackOptions<ChatParts>;

/** A server that speaks the Chat Completions API. */
export function startChatApi(options: ChatApiOptions = {}): Promise<ChatApi> {
  return startLoopbackApi(
    {
      events: chatEvents,
      ping: ': keep-alive\n\n',
      requestIdHeader: 'x-request-id',
      fallback: { text: 'All done.' },
    },
    options,
  );
}
