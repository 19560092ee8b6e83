import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Between two looks at the event loop; an idle one shows about as much as its delay. */
const resolutionMs = 10;

/**
 * How long the event loop of this process kept others waiting during some work, in words: the delays between its ticks, and
 * the processor time that this thread itself spent between them. The second leaves out what else the machine was doing.
 */
export async function measureDelays(work: () => Promise<unknown>): Promise<string> {
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
  const own: number[] = [];
  let before = process.threadCpuUsage();
  const timer = setInterval(() => {
    const { user, system } = process.threadCpuUsage(before);
    own.push((user + system) / 1_000);
    before = process.threadCpuUsage();
  }, resolutionMs);
  histogram.enable();
  await work();
  histogram.disable();
  clearInterval(timer);
  const ms = (nanoseconds: number): string => (nanoseconds / 1e6).toFixed(0);
  const delays = `p50 ${ms(histogram.percentile(50))}, p99 ${ms(histogram.percentile(99))}, max ${ms(histogram.max)} ms`;
  return `event loop ${delays}; of its own p99 ${percentile(own, 0.99)}, max ${percentile(own, 1)} ms`;
}

export function median(values: readonly number[]): string {
  return percentile(values, 0.5);
}

/** Rounded, for a report. */
export function percentile(values: readonly number[], share: number): string {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(0);
}

/** A figure to read; nothing is asserted of it. */
export function report(line: string): void {
  // eslint-disable-next-line no-console -- mocha has no place for figures
  console.log(`      ${line}`);
}
