import { begin, lost, stream, write, type Fault, type Stage } from './fault.ts';

/** Longer than any deadline. */
const forever = 24 * 60 * 60 * 1_000;
/** Shorter than any deadline between two pieces. */
const while_ = 50_000;

const half = ({ events }: Stage): string => events.slice(0, Math.ceil(events.length / 2)).join('');

async function stall({ clock, gone }: Stage): Promise<void> {
  clock.advance(forever);
  await gone;
}

/** The connection ends where it must not, or does not end. */
export const breaks: readonly Fault[] = [
  {
    name: 'a reset before the headers',
    meets: [lost('network')],
    play: ({ response }) => void response.socket?.resetAndDestroy(),
  },
  {
    name: 'a close before the headers',
    meets: [lost('network')],
    play: ({ response }) => void response.socket?.end(),
  },
  {
    name: 'a reset after the headers',
    meets: [lost('network')],
    play(stage) {
      begin(stage);
      stage.response.flushHeaders();
      stage.response.socket?.resetAndDestroy();
    },
  },
  {
    name: 'a reset within the body',
    meets: [lost('network')],
    async play(stage) {
      begin(stage);
      await write(stage, half(stage));
      stage.response.socket?.resetAndDestroy();
    },
  },
  {
    name: 'a close within the body',
    meets: [lost('network')],
    async play(stage) {
      begin(stage);
      await write(stage, half(stage));
      stage.response.socket?.end();
    },
  },
  {
    name: 'a close right after the last event',
    meets: ['answer'],
    async play(stage) {
      begin(stage);
      await write(stage, stage.events.join(''));
      stage.response.socket?.end();
    },
  },
  {
    name: 'no terminator',
    meets: [lost('network'), lost('malformed')],
    play: (stage) => stream(stage, stage.events.slice(0, -1).join('')),
  },
  { name: 'an empty stream', meets: [lost('network'), lost('malformed')], play: (stage) => stream(stage, '') },
  { name: 'a stall before the headers', meets: [lost('timeout')], play: stall },
  {
    name: 'a stall in the body',
    meets: [lost('timeout')],
    async play(stage) {
      begin(stage);
      await write(stage, half(stage));
      await stall(stage);
    },
  },
  {
    name: 'pings only',
    meets: [lost('timeout')],
    async play(stage) {
      begin(stage);
      for (let ping = 0; ping < 60 && !stage.response.closed; ping++) {
        await write(stage, stage.dialect.ping);
        stage.clock.advance(while_);
        await new Promise(setImmediate);
      }
      await stage.gone;
    },
  },
  {
    name: 'a slow drip',
    meets: ['answer'],
    async play(stage) {
      begin(stage);
      for (const event of stage.events) {
        const isPiece = /text_delta|"content":"[^"]/.test(event);
        const arrival = isPiece ? stage.clock.nextArrival() : null;
        await write(stage, event);
        await arrival;
        if (isPiece) stage.clock.advance(while_);
      }
      stage.response.end();
    },
  },
];
