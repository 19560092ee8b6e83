import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Harness, type OpenPanel } from './harness.ts';
import { waitingFixture } from './waiting.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await Harness.start();
});
afterAll(() => harness.stop());

const decisions = async (panel: OpenPanel) =>
  (await panel.requests()).flatMap((message) => (message.type === 'decide' ? [message] : []));
const button = (panel: OpenPanel, name: string, card = 0) =>
  panel.locator('.approval').nth(card).getByRole('button', { name, exact: true });
const focused = (panel: OpenPanel): Promise<string> =>
  panel.page.evaluate(() => {
    const card = document.activeElement?.closest<HTMLElement>('.approval')?.dataset['key'] ?? '';
    return `${document.activeElement?.textContent.trim() ?? ''} @ ${card}`;
  });

/** Whether it is seen where it stands: not scrolled away within its pane. */
const inSight = (panel: OpenPanel, selector: string): Promise<boolean> =>
  panel.locator(selector).evaluate((element) => {
    const { left, top, bottom } = element.getBoundingClientRect();
    return [top + 1, bottom - 1].every((y) => element.contains(document.elementFromPoint(left + 4, y)));
  });

describe('what waits', () => {
  it.each([300, 1200])('is read and decided on, %i px wide', async (width) => {
    const panel = await harness.open({ fixture: waitingFixture(2), width });
    expect(await panel.locator('.approvals h2').textContent()).toContain('2 actions wait for you');
    expect(await panel.locator('.run-header .sentence').textContent()).toContain('41 of 90 done, 2 wait for you');
    expect(await panel.locator('.approval .action.mail').count()).toBe(1);
    await button(panel, 'Deny with a reason…').click();
    await expect.poll(() => inSight(panel, '.approval-reason .primary')).toBe(true);
    // Letters are letters here, not keys of the panel.
    await panel.page.keyboard.type('Just no: j, k and ?');
    await button(panel, 'Deny').click();
    const [first] = await decisions(panel);
    expect(first).toMatchObject({ question: '1-1', approved: false, everyUse: false, reason: 'Just no: j, k and ?' });
    await button(panel, 'Approve all of this kind', 1).click();
    expect((await decisions(panel))[1]).toMatchObject({ approved: true, everyUse: true, reason: null });
    expect(panel.complaints).toEqual([]);
    await panel.close();
  });
});

describe('the focus', () => {
  it('stays on its card when others arrive, and goes to the next when it is decided on', async () => {
    const panel = await harness.open({ fixture: waitingFixture(1), width: 300 });
    await button(panel, 'Deny').focus();
    const before = await focused(panel);
    await panel.show(waitingFixture(3));
    expect(await focused(panel)).toBe(before);
    expect(await panel.locator('.unseen[role=status]').textContent()).toBe('3 actions wait for you');
    await panel.press('Enter');
    expect(await decisions(panel)).toHaveLength(1);
    // Once is enough, also where the answer takes its time.
    await panel.press('Enter');
    expect(await decisions(panel)).toHaveLength(1);
    await panel.show(waitingFixture(3, 1));
    expect(await focused(panel)).not.toBe(before);
    expect(await focused(panel)).toMatch(/^Read its conversation @ /);
    await panel.show(waitingFixture(3, 3));
    expect(await panel.page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('listbox');
    await panel.close();
  });

  it('comes back where a reason is not given after all', async () => {
    const panel = await harness.open({ fixture: waitingFixture(2), width: 300 });
    await button(panel, 'Deny with a reason…', 1).click();
    await panel.press('Escape');
    expect(await focused(panel)).toMatch(/^Approve @ /);
    expect(await decisions(panel)).toEqual([]);
    await panel.close();
  });
});

it('the second click of two does not decide on the card that takes the place', async () => {
  const panel = await harness.open({ fixture: waitingFixture(4), width: 300 });
  await button(panel, 'Approve').dblclick();
  expect(await decisions(panel)).toHaveLength(1);
  await panel.close();
});

it('a row says that its trial waits, and its conversation opens from the card', async () => {
  const panel = await harness.open({ fixture: waitingFixture(1), width: 1200 });
  await panel.locator('[role=listbox]').focus();
  await panel.press('End');
  expect(await panel.locator('.trial').filter({ hasText: 'waits for you' }).count()).toBe(1);
  await button(panel, 'Read its conversation').click();
  const [opened] = await panel.requests();
  expect(opened?.type).toBe('openTrial');
  await panel.close();
});

it('of a run that was left before its end, what is undecided is said where it can be resumed', async () => {
  const fixture = waitingFixture(2, 0, { status: 'stopped' });
  const panel = await harness.open({ fixture, width: 300 });
  expect(await panel.locator('.approval').count()).toBe(0);
  expect(await panel.locator('.notices').textContent()).toContain(
    '2 actions wait for your decision: resume to give it.',
  );
  await panel.close();
});
