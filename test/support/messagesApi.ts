import { startLoopbackApi, type LoopbackAnswer, type LoopbackApi, type LoopbackOptions } from './loopbackApi.ts';
import { messageEvents, type MessageParts } from './messagesApiEvents.ts';

export type ApiAnswer = LoopbackAnswer<MessageParts>;
export type MessagesApi = LoopbackApi;
export type MessagesApiOptions = LoopbackOptions<MessageParts>;

/** A server that speaks the Messages API. */
export function startMessagesApi(options: MessagesApiOptions = {}): Promise<MessagesApi> {
  return startLoopbackApi(
    {
      events: messageEvents,
      ping: 'event: ping\ndata: {"type": "ping"}\n\n',
      requestIdHeader: 'request-id',
      fallback: { text: 'All done.' },
    },
    options,
  );
}
