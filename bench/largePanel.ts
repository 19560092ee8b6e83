import { runView } from '../src/core/view/runView.ts';
import { trialsPage } from '../src/core/view/trialsPage.ts';
import { openStoredRun, type RunSession } from '../src/node/runSession.ts';
import { Harness, type OpenPanel } from '../test/panel/harness.ts';
import { withLargeRun } from './largeRun.ts';
import type { Row } from './report.ts';

const trials = 100_000;
/** Frames that are looked at, at 60 a second: 8 s of scrolling. */
const frames = 480;
const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** The panel in a browser, answered from a run on disk. */
export async function benchLargePanel(): Promise<readonly Row[]> {
  return withLargeRun(trials, async (root, run) => {
    const session = await openStoredRun({ root, run, log });
    if (session === null) throw new Error('the large run cannot be read');
    const harness = await Harness.start();
    try {
      return await measure(harness, session);
    } finally {
      await harness.stop();
    }
  });
}

async function measure(harness: Harness, session: RunSession): Promise<readonly Row[]> {
  const view = runView(session.state, { stale: false, stopping: false });
  const state = { kind: 'run', view, readOnly: false, missingKeys: [], others: { earlier: 0, later: 0 } } as const;
  const panel = await harness.open({ fixture: { state: { kind: 'none' }, run: null }, width: 1200, height: 900 });
  panel.extension.answerTrials = ({ filter, offset, limit }) => trialsPage(session.state, filter, offset, limit);
  const paintMs = await untilPainted(panel, () => panel.show({ state, run: null }), '.trial .label');
  const filterMs = await untilPainted(
    panel,
    () => panel.locator('.filter').selectOption('positive'),
    '.trials-head h2:text("14,286 trials")',
  );
  await panel.locator('.filter').selectOption('');
  await panel.locator('.trials-head h2:text("100,000 trials")').waitFor();
  const times = (await scroll(panel)).toSorted((a, b) => a - b);
  const p99 = times[Math.floor(times.length * 0.99)] ?? Number.NaN;
  const slow = times.filter((time) => time > 50).length;
  const rows = await panel.locator('.trial').count();
  return [
    { what: 'first paint after the run is read', value: paintMs, unit: 'ms', atMost: 500 },
    {
      what: 'scrolling: a frame, p99',
      value: p99,
      unit: 'ms',
      atMost: 33,
      note: `of ${times.length}, ${rows} rows drawn`,
    },
    { what: 'scrolling: frames over 50 ms, of 240', value: (240 * slow) / times.length, unit: '×', atMost: 1 },
    {
      what: 'filter, until it is drawn',
      value: filterMs,
      unit: 'ms',
      atMost: 100,
      note: 'with what drives the browser',
    },
  ];
}

async function untilPainted(panel: OpenPanel, act: () => Promise<unknown>, selector: string): Promise<number> {
  const started = performance.now();
  await act();
  await panel.locator(selector).first().waitFor();
  await panel.page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  return performance.now() - started;
}

/** The time of each frame while the list is scrolled as fast as a wheel goes, in milliseconds. */
function scroll(panel: OpenPanel): Promise<number[]> {
  return panel.page.evaluate(async (count) => {
    const pane = document.querySelector('.trials-pane');
    if (pane === null) throw new Error('there is no list');
    const times: number[] = [];
    let last = performance.now();
    for (let frame = 0; frame < count; frame++) {
      pane.scrollTop += frame % 120 < 100 ? 400 : 40_000;
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const now = performance.now();
      times.push(now - last);
      last = now;
    }
    return times.slice(1);
  }, frames);
}
