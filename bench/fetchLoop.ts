/** The least that 1,000 streamed responses can cost: `fetch`, and the body read to its end. */
import { inParallel, requestBody } from './answer.ts';

const [url = '', count = '0', concurrency = '1'] = process.argv.slice(2);
const body = JSON.stringify({ ...requestBody, stream: true });
await inParallel(Number(count), Number(concurrency), async () => {
  const response = await fetch(`${url}/v1/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  await response.text();
});
