import { MalformedStream } from './streamErrors.ts';

/** In characters; far more than a line can have that holds one answer. */
const longestLine = 64_000_000;

/** The lines of a body, without empty ones, as they arrive. */
export async function* readLines(response: Response): AsyncGenerator<string, void, void> {
  if (!response.body) throw new MalformedStream('the endpoint sent nothing');
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of response.body) {
    const text = decoder.decode(chunk, { stream: true });
    if (!text.includes('\n')) {
      rest += text;
      if (rest.length > longestLine) throw new MalformedStream('a line does not end');
      continue;
    }
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    yield* lines.filter((line) => line.trim() !== '');
  }
  rest += decoder.decode();
  if (rest.trim() !== '') yield rest;
}
