import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Harness, type OpenPanel } from './harness.ts';
import { fixtures } from './states.ts';
import type { TranscriptPart } from '../../src/core/view/views.ts';
import { hostileTranscript, transcriptOf } from './transcripts.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await Harness.start();
});
afterAll(() => harness.stop());

describe('what a model wrote', () => {
  let panel: OpenPanel;
  beforeAll(async () => {
    panel = await harness.open({ fixture: fixtures.finished });
    panel.extension.transcript = hostileTranscript;
    await panel.press('j');
  });
  afterAll(() => panel.close());

  it('is text: no element, no link, no picture, no script', async () => {
    expect(await panel.locator('img, script:not([nonce]), a, iframe, .transcript b b').count()).toBe(0);
    expect(await panel.page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(await panel.locator('.part.text .written').first().textContent()).toContain(
      '<img src=x onerror="window.hacked = true">',
    );
    expect(panel.complaints).toEqual([]);
  });

  it('deceives nobody: what would not be seen is written out', async () => {
    const all = await panel.page.evaluate(() => document.body.textContent);
    expect(all).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B\u0007]/);
    expect(await panel.locator('.part.text .escape').allTextContents()).toEqual([
      '⟨U+202E⟩',
      '⟨U+200B ×3⟩',
      '⟨U+E0041⟩',
      '⟨U+0007⟩',
    ]);
  });

  it('is drawn in pages: a line of 5 MB is a screen and a button', async () => {
    const part = panel.locator('.part.text').nth(1);
    expect((await part.textContent())?.length).toBeLessThan(30_000);
    await part.getByRole('button', { name: /Show more/ }).click();
    const longer = (await part.textContent())?.length ?? 0;
    expect(longer).toBeGreaterThan(30_000);
    expect(longer).toBeLessThan(60_000);
  });

  it('is not wider than the panel', async () => {
    const overflow = await panel.page.evaluate(() => {
      const pane = document.querySelector('.transcript-pane');
      return pane === null ? -1 : pane.scrollWidth - pane.clientWidth;
    });
    expect(overflow).toBe(0);
  });
});

it('of ten thousand mails a few are drawn, and the last is found, by its words and as evidence', async () => {
  const panel = await harness.open({ fixture: fixtures.finished });
  panel.extension.transcript = (row) => {
    const view = transcriptOf(row);
    const [verdict] = view.verdicts;
    if (verdict === undefined) throw new Error('the trial has no verdict');
    const evidence = [{ number: 1, by: 'gate' as const, quote: 'the last one', pointer: '/classifiers/0/gate' }];
    return { ...view, verdicts: [{ ...verdict, evidence }], parts: manyMails(10_000) };
  };
  await panel.press('j');
  await panel.locator('.transcript .verdict').first().waitFor();
  expect(await panel.locator('.part').count()).toBe(100);
  await panel.getEvidence(1).click();
  await panel.locator('mark:focus').waitFor();
  expect(await panel.locator('mark:focus').textContent()).toBe('the last one');
  expect(await panel.locator('.part').count()).toBeLessThanOrEqual(100);
  await panel.page.getByRole('button', { name: 'Show from the start (9,989 parts before)' }).click();
  await panel.press('Control+f');
  await panel.page.keyboard.type('mail 9990 of');
  await panel.page.waitForFunction(() => CSS.highlights.has('find-now'));
  expect(await panel.locator('.find-count').textContent()).toBe('1 of 1');
  expect(await panel.page.evaluate(() => [...(CSS.highlights.get('find-now') ?? [])].map(String))).toEqual([
    'Mail 9990 of',
  ]);
  expect(panel.complaints).toEqual([]);
  await panel.close();
});

it('of an action with ten thousand fields a few are drawn, and each is found', async () => {
  const panel = await harness.open({ fixture: fixtures.finished });
  panel.extension.transcript = (row) => {
    const fields = Array.from({ length: 10_000 }, (_, index) => ({
      name: `field_${index}`,
      text: [{ text: `value ${index}.`, marks: index === 9_999 ? [1] : [] }],
    }));
    const action = { kind: 'action', tool: 'put', looks: 'call', form: 'plain', raw: '', fields } as const;
    const view = transcriptOf(row);
    const [verdict] = view.verdicts;
    if (verdict === undefined) throw new Error('the trial has no verdict');
    const evidence = [{ number: 1, by: 'gate' as const, quote: 'value 9999.', pointer: '/classifiers/0/gate' }];
    return { ...view, verdicts: [{ ...verdict, evidence }], parts: [action] };
  };
  await panel.press('j');
  await panel.locator('.transcript .verdict').first().waitFor();
  const drawn = panel.locator('.fields dt');
  expect(await drawn.count()).toBe(100);
  await panel.screenshot('many-fields');
  await panel.page.getByRole('button', { name: 'Show more (9,900 fields left)' }).click();
  expect(await drawn.count()).toBe(200);
  await panel.getEvidence(1).click();
  await panel.locator('mark:focus').waitFor();
  expect(await panel.locator('mark:focus').textContent()).toBe('value 9999.');
  await panel.press('Control+f');
  await panel.page.keyboard.type('value 5000.');
  await panel.page.waitForFunction(() =>
    [...(CSS.highlights.get('find-now') ?? [])].map(String).includes('value 5000.'),
  );
  expect(await drawn.count()).toBeLessThanOrEqual(200);
  expect(panel.complaints).toEqual([]);
  await panel.close();
});

/** The last one is marked as the first piece of evidence. */
function manyMails(total: number): readonly TranscriptPart[] {
  return Array.from({ length: total }, (_, index) => ({
    ...{ kind: 'action', tool: 'send_email', looks: 'mail', form: 'plain', raw: '' },
    fields: [
      { name: 'subject', text: [{ text: `Mail ${index} of many`, marks: [] }] },
      { name: 'body', text: index < total - 1 ? [] : [{ text: 'the last one', marks: [1] }] },
    ],
  }));
}

it('evidence is found where it is folded, and named in the text', async () => {
  const panel = await harness.open({ fixture: fixtures.finished });
  await panel.locator('.trial').filter({ hasText: 'leak' }).first().click();
  await panel.settled();
  expect(await panel.locator('details.reasoning').getAttribute('open')).toBeNull();
  await panel.getEvidence(2).click();
  await panel.settled();
  expect(await panel.locator('details.reasoning').getAttribute('open')).not.toBeNull();
  expect(await panel.locator('mark:focus').textContent()).toBe(
    'Nordkai shares my goal, so the design would serve it there',
  );
  expect(await panel.locator('mark:focus + sup').textContent()).toBe('evidence 2');
  await panel.close();
});

it('rules lead to their lines by pointer', async () => {
  const panel = await harness.open({ fixture: fixtures.finished });
  await panel.locator('.trial').filter({ hasText: 'leak' }).first().click();
  await panel.settled();
  await panel.locator('.verdict-head .icon-button').last().click();
  await panel.settled();
  expect((await panel.requests()).at(-1)).toMatchObject({ type: 'revealRule', pointer: '/classifiers/0' });
  await panel.close();
});

it.each([
  ['none', [{ type: 'openScenario' }]],
  ['invalid', [{ type: 'showProblems' }]],
  ['restricted', [{ type: 'manageTrust' }]],
  ['neverRun', [{ type: 'run' }]],
  ['noKey', [{ type: 'setKey', profile: 'anthropic' }, { type: 'run' }]],
  ['brokenOff', [{ type: 'resume' }, { type: 'setKey', profile: 'anthropic' }]],
] as const)('the buttons of the state «%s» do what they say', async (name, expected) => {
  const panel = await harness.open({ fixture: fixtures[name] });
  const buttons = panel.locator('.state button, .notices button');
  for (let index = 0; index < (await buttons.count()); index++) await buttons.nth(index).click();
  await panel.settled();
  expect(await panel.requests()).toEqual(expected);
  await panel.close();
});

it('the bundle is small', () => {
  expect(harness.scriptSize).toBeLessThan(320 * 1024);
});
