import { anthropicDialect } from '../support/faultServer/anthropicDialect.ts';
import { stoppedRun } from '../support/faultServer/stoppedRun.ts';
import type { Soaked } from './soaked.ts';

const streams = 50;
const rounds = 100;

/** Stop, with fifty answers coming in. */
export async function soakStops(): Promise<Soaked> {
  const problems: string[] = [];
  const times: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    const { answeredMs, requestsAfter, open, partials, gradedPartials } = await stoppedRun(streams, anthropicDialect);
    times.push(answeredMs);
    const kept = partials.filter((partial) => partial.length > 0).length;
    if (requestsAfter > 0 || open > 0 || gradedPartials > 0 || kept < streams)
      problems.push(
        `round ${round}: ${requestsAfter} requests after, ${open} open, ${gradedPartials} graded, ${kept} kept`,
      );
  }
  times.sort((a, b) => a - b);
  const p99 = times[Math.ceil(times.length * 0.99) - 1] ?? Number.NaN;
  if (!(p99 < 1_000)) problems.push(`p99 ${p99.toFixed(0)} ms`);
  return { says: `Stop with ${streams} streams open, ${rounds} times: p99 ${p99.toFixed(0)} ms`, problems };
}
