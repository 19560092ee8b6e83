/** A scenario whose every request tells which condition it is of, and a service that answers it always alike. */
import { startMessagesApi, type ApiAnswer, type MessagesApi } from '../messagesApi.ts';

const berths = 10;
const samples = 2;
export const planned = berths * samples;

export const harborText = `scenarist: 1
id: harbor
factors:
  berth: {baseline: b0, levels: {${Array.from({ length: berths }, (_, n) => `b${n}: berth ${n}`).join(', ')}}}
system: You watch {{berth}} of the harbor.
user: Report.
run: {samples: ${samples}, max_tokens: 256, models: [anthropic/claude-sonnet-5-5]}
classifiers:
  - {id: odd, gate: {text: {contains_any: [odd]}}, labels: {positive: [odd], negative: [even], otherwise: even}}
  - id: judged
    judge: {when: always, sees: [text], model: anthropic/claude-opus-5-5, question: Is it late?}
    decide: judge
    labels: {positive: [late], negative: [early], otherwise: early}
`;

/** Its own books: how many requests it took for each berth, by the model under test and by the judge. */
export interface HarborService {
  readonly url: string;
  /** By `berth 3` or `judge of berth 3`. */
  readonly posts: ReadonlyMap<string, number>;
  /** Called at each request with how many there were since it was set. */
  onRequest: (count: number) => void;
  close(): Promise<void>;
}

export async function startHarborService(): Promise<HarborService> {
  const posts = new Map<string, number>();
  let listener: (count: number) => void = () => undefined;
  let since = 0;
  const api: MessagesApi = await startMessagesApi({
    latencyMs: 4,
    record: false,
    answer({ body }) {
      const [key, answer] = answerTo(JSON.stringify(body));
      posts.set(key, (posts.get(key) ?? 0) + 1);
      listener(++since);
      return answer;
    },
  });
  return {
    url: api.url,
    posts,
    close: () => api.close(),
    get onRequest() {
      return listener;
    },
    set onRequest(next) {
      listener = next;
      since = 0;
    },
  };
}

function answerTo(body: string): readonly [key: string, answer: ApiAnswer] {
  const berth = Number(/[Bb]erth (\d+)/.exec(body)?.[1]);
  if (!body.includes('"model":"claude-opus-5-5"')) {
    const text = `Berth ${berth} is ${berth % 2 === 1 ? 'odd' : 'even'}, with «ä» and 🚢.`;
    return [`berth ${berth}`, { message: { text } }];
  }
  const input = { label: berth > 6 ? 'late' : 'early', reason: 'By its number.', evidence: [`Berth ${berth}`] };
  return [`judge of berth ${berth}`, { message: { text: JSON.stringify(input) } }];
}
