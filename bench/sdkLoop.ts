/** The same with the SDK's streaming, which parses every event: what a hand-written experiment would use. */
import Anthropic from '@anthropic-ai/sdk';
import { inParallel, requestBody } from './answer.ts';

const [url = '', count = '0', concurrency = '1'] = process.argv.slice(2);
const client = new Anthropic({ apiKey: 'not-a-key', baseURL: url, maxRetries: 0 });
await inParallel(Number(count), Number(concurrency), async () => {
  const stream = await client.messages.create({ ...requestBody, messages: [...requestBody.messages], stream: true });
  let characters = 0;
  for await (const event of stream)
    if (event.type === 'content_block_delta' && event.delta.type === 'text_delta')
      characters += event.delta.text.length;
  if (characters === 0) throw new Error('an answer without a character');
});
