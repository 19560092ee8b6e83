import { gzipSync } from 'node:zlib';
import { begin, lost, stream, write, type Fault, type Stage } from './fault.ts';

const all = ({ events }: Stage): string => events.join('');
const last = ({ events }: Stage): string => events.at(-1) ?? '';
const page = '<!doctype html><title>Sign in</title><p>Sign in to go on.';

/** The connection is fine, and what comes over it is odd, or is no answer. */
export const bodies: readonly Fault[] = [
  {
    name: 'an error after the answer began',
    meets: [lost('overloaded'), lost('server')],
    play: (stage) => stream(stage, (stage.events[0] ?? '') + stage.dialect.errorEvent),
  },
  {
    name: 'no blank lines',
    meets: [lost('malformed'), lost('network')],
    play: (stage) => stream(stage, all(stage).replaceAll('\n\n', '\n')),
  },
  {
    name: 'JSON that breaks off',
    meets: [lost('malformed')],
    play: (stage) => stream(stage, all(stage).replace(/\}\n\n/, '\n\n')),
  },
  {
    name: 'a page with status 200',
    meets: [lost('malformed')],
    play: (stage) => stream(stage, page, { 'content-type': 'text/html' }),
  },
  {
    name: 'a page that is called a stream',
    meets: [lost('malformed'), lost('network')],
    play: (stage) => stream(stage, page),
  },
  {
    name: 'JSON in place of a stream',
    meets: [lost('malformed')],
    play: (stage) => stream(stage, '{"content": []}', { 'content-type': 'application/json' }),
  },
  {
    name: 'no content at all',
    meets: [lost('malformed')],
    play({ response, headers }) {
      response.writeHead(204, headers);
      response.end();
    },
  },
  {
    name: 'a length that is too short',
    meets: [lost('network'), lost('malformed')],
    play(stage) {
      const body = all(stage);
      stream(stage, body, { 'content-length': String(Math.floor(body.length / 2)), connection: 'close' });
    },
  },
  {
    name: 'a length that is too long',
    meets: ['answer'],
    async play(stage) {
      const body = all(stage);
      begin(stage, { 'content-length': String(Buffer.byteLength(body) + 100) });
      await write(stage, body);
      stage.response.socket?.end();
    },
  },
  {
    name: 'what is no HTTP',
    meets: [lost('network')],
    play: ({ response }) => void response.socket?.end('HTTP/1.1 two hundred\r\n\r\n'),
  },
  {
    name: 'plain text that is called compressed',
    meets: [lost('network'), lost('malformed')],
    play: (stage) => stream(stage, all(stage), { 'content-encoding': 'gzip' }),
  },
  {
    name: 'a compressed stream',
    meets: ['answer'],
    play: (stage) => stream(stage, gzipSync(all(stage)), { 'content-encoding': 'gzip' }),
  },
  {
    name: 'events of a later version',
    meets: ['answer'],
    play: (stage) => stream(stage, stage.events.map((event) => stage.dialect.unknownEvent + event).join('')),
  },
  { name: 'a byte order mark', meets: ['answer'], play: (stage) => stream(stage, `\ufeff${all(stage)}`) },
  {
    name: 'lines that end with CR LF',
    meets: ['answer'],
    play: (stage) => stream(stage, all(stage).replaceAll('\n', '\r\n')),
  },
  {
    name: 'comments',
    meets: ['answer'],
    play: (stage) =>
      stream(stage, `: ${all(stage).replaceAll('\n\n', '\n\n: hello\n\n')}`.replace(/^: /, ': first\n\n')),
  },
  {
    name: 'one byte at a time',
    meets: ['answer'],
    async play(stage) {
      begin(stage);
      for (const byte of Buffer.from(all(stage))) await write(stage, Buffer.of(byte));
      stage.response.end();
    },
  },
  { name: 'no usage', meets: ['answer'], play: (stage) => stream(stage, stage.eventsWithUsage(null).join('')) },
  {
    name: 'a negative usage',
    meets: ['answer'],
    play: (stage) => stream(stage, stage.eventsWithUsage({ input: -5, output: -7 }).join('')),
  },
  { name: 'two terminators', meets: ['answer'], play: (stage) => stream(stage, all(stage) + last(stage)) },
  {
    name: 'more after the terminator',
    meets: ['answer'],
    play: (stage) => stream(stage, `${all(stage)}data: {"oh": \n\n${stage.dialect.ping}`),
  },
  {
    name: 'a megabyte of pings',
    meets: ['answer'],
    play: (stage) => stream(stage, stage.dialect.ping.repeat(20_000) + all(stage)),
  },
  {
    name: 'early hints',
    meets: ['answer'],
    play(stage) {
      stage.response.writeEarlyHints({ link: '</style.css>; rel=preload' });
      stream(stage, all(stage));
    },
  },
];
