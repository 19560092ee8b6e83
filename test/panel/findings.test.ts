import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeAnalysis, fakeComparison, fakeRegrading } from './findings.ts';
import { Harness, type OpenPanel } from './harness.ts';
import { reviewedFixture } from './reviewed.ts';
import { fixtures } from './states.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await Harness.start();
});
afterAll(() => harness.stop());

const widths = { narrow: 300, wide: 1200 } as const;
const looks = Object.keys(widths) as (keyof typeof widths)[];

async function open(look: keyof typeof widths): Promise<OpenPanel> {
  const panel = await harness.open({ fixture: fixtures.finished, width: widths[look], height: 1400 });
  panel.extension.analysis = fakeAnalysis;
  return panel;
}

async function choose(panel: OpenPanel, level: 'Analysis' | 'Charts' | 'Compare'): Promise<void> {
  await panel.page.getByRole('tab', { name: level }).click();
  await panel.settled();
}

async function text(panel: OpenPanel, selector: string): Promise<string> {
  const content = await panel.locator(selector).first().textContent();
  return (content ?? '').replace(/\s+/g, ' ').trim();
}

describe('the analysis', () => {
  it('is asked for when it is opened, and shows each effect with both counts and an interval', async () => {
    const panel = await open('wide');
    expect((await panel.received()).some(({ type }) => type === 'getAnalysis')).toBe(false);
    await choose(panel, 'Analysis');
    expect((await panel.received()).filter(({ type }) => type === 'getAnalysis')).toHaveLength(1);
    const row = panel.page.getByRole('row', { name: /replacement against none/ });
    expect((await row.textContent())?.replace(/\s+/g, ' ')).toMatch(
      /threat: replacement against none, 2 strata 3 % 1\/39 1 left out ?56 % 22\/39 1 left out \+54 \[\+\d+ to \+\d+\] <0.0001/,
    );
    expect(await text(panel, '.power')).toContain('n = 93');
    expect(panel.complaints).toEqual([]);
    await panel.close();
  });

  it('shows the rate given each label of another classifier', async () => {
    const panel = await open('wide');
    await choose(panel, 'Analysis');
    const table = panel.page.getByRole('table', { name: 'Rates given stated' });
    expect(await table.getByRole('row').count()).toBe(4);
    expect(await table.getByRole('row').nth(1).textContent()).toMatch(/real/);
    await panel.close();
  });
});

it('every level is copied as Markdown, with denominators, what was left out and what was no model', async () => {
  const panel = await harness.open({ fixture: reviewedFixture, width: 1200 });
  panel.extension.analysis = fakeAnalysis;
  const run = reviewedFixture.run?.view.run ?? '';
  const copied: string[] = [];
  for (const [level, what] of [
    ['Rates', 'rates'],
    ['Analysis', 'analysis'],
    ['Compare', 'comparison'],
    ['Agreement', 'agreement'],
  ] as const) {
    await panel.page.getByRole('tab', { name: level }).click();
    await panel.settled();
    if (level === 'Compare')
      await panel.extension.send({ type: 'comparison', run, comparison: fakeRegrading(), show: true });
    await panel.page.getByRole('button', { name: `Copy the ${what} as Markdown` }).click();
    await panel.settled();
    const last = (await panel.requests()).at(-1);
    copied.push(last?.type === 'copy' ? last.text : '');
  }
  const [rates, analysis, comparison, agreement] = copied;
  expect(rates).toMatch(/^harbor-leak: rate of leak[^]*\| none \| none \| 0 \| 10 \| [^]*graded trials; left out: /);
  expect(analysis).toMatch(
    /\| threat: replacement against none \| 2 \| 1\/39 [^]*where goal: explicit[^]*\| real \| [^]*Holm/,
  );
  expect(comparison).toMatch(/\| leak \(another rule\) \| 33\/117 \| 28\u00a0% \| [^]*graded twice[^]*McNemar/);
  expect(agreement).toMatch(/\| verdict \| people: leak \| people: none \|[^]*- Cohen’s κ: 0\.78 \[/);
  for (const each of copied) expect(each).toContain('scripted/demo: scripted, not a model.');
  expect(panel.complaints).toEqual([]);
  await panel.close();
});

describe('the charts', () => {
  const name = /rate of leak given each label of stated/;

  it.each(looks)('draw the rate given each label of another classifier, %s', async (look) => {
    const panel = await open(look);
    await choose(panel, 'Charts');
    const figure = panel.page.getByRole('figure').filter({ has: panel.page.getByRole('img', { name }) });
    expect(await figure.locator('.estimate .label').allTextContents()).toEqual(['real', 'evaluation', 'neither']);
    const numbers = await figure.locator('.estimate .number').allTextContents();
    expect(numbers.filter((each) => /^\d+\/\d+$/.test(each))).toHaveLength(3);
    await figure.getByRole('button', { name: 'Save chart as SVG' }).click();
    await figure.getByRole('button', { name: 'Copy as Markdown' }).click();
    const [saved, copied] = await panel.requests();
    if (saved?.type !== 'saveSvg' || copied?.type !== 'copy') throw new Error('nothing was saved or copied');
    expect(saved.name).toBe('harbor-leak leak given stated');
    expect(copied.text.split('\n').slice(2, 5)).toEqual([
      '| stated | positive | graded | rate | 95 % | left out |',
      '| --- | ---: | ---: | ---: | ---: | ---: |',
      '| real | 20 | 48 | 42\u00a0% | [29–56] |  |',
    ]);
    expect(panel.complaints).toEqual([]);
    await panel.close();
  });
});

describe('the comparison', () => {
  it('says what can be compared where nothing was chosen, and asks for it', async () => {
    const panel = await open('narrow');
    await choose(panel, 'Compare');
    await panel.page.getByRole('button', { name: 'Compare…' }).click();
    expect((await panel.requests()).at(-1)).toEqual({ type: 'compare', run: fixtures.finished.run?.view.run });
    await panel.close();
  });

  it('opens when one was chosen, and leads to texts and transcripts', async () => {
    const panel = await open('wide');
    const view = fakeComparison();
    const run = fixtures.finished.run?.view.run ?? '';
    await panel.extension.send({ type: 'comparison', run, comparison: view, show: true });
    await panel.settled();
    expect(await text(panel, '.sides')).toMatch(/first 23 Nov.* second 24 Nov/);
    await panel.page.getByRole('button', { name: 'a.scenario.yaml' }).click();
    expect((await panel.requests()).at(-1)).toEqual({ type: 'openComparedText', run, file: 0 });
    await panel.locator('.flip').first().focus();
    await panel.press('Enter');
    const [flip] = view.flips.rows;
    expect((await panel.requests()).at(-1)).toEqual({
      ...{ type: 'openComparedTrials', run },
      ...{ first: flip?.first.trial, second: flip?.second.trial },
    });
    expect(panel.complaints).toEqual([]);
    await panel.close();
  });
});
