/** The loopback Messages API in a process of its own, so that its cost is not counted with its client's. Prints its address. */
import { startMessagesApi } from '../test/support/messagesApi.ts';
import { answerText } from './answer.ts';

const latencyMs = Number(process.argv[2] ?? 0);
const { url } = await startMessagesApi({ latencyMs, answer: () => ({ message: { text: answerText } }), record: false });
console.log(url);
