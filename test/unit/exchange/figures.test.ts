import { describe, expect, it } from 'vitest';
import { htmlReport } from '../../../src/exchange/html/htmlReport.ts';
import { picturedRun } from '../../support/picturedRun.ts';
import { wholeText } from '../../support/reportedRun.ts';

async function page(): Promise<string> {
  return wholeText(htmlReport(picturedRun(), { transcripts: 0 }));
}

/** One figure, without the tags in it. */
function figures(html: string): readonly { readonly html: string; readonly text: string }[] {
  return html
    .split('<figure ')
    .slice(1)
    .map((part) => part.slice(0, part.indexOf('</figure>')))
    .map((part) => ({ html: part, text: part.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ') }));
}

function caption(html: string): string {
  return /<figcaption>(.*?)<\/figcaption>/s.exec(html)?.[1]?.replaceAll(/<[^>]*>/g, '') ?? '';
}

describe('the pictures of a page', () => {
  it('are the rates by condition, the effects, interactions, the ladder, and the rate given each label', async () => {
    const titles = figures(await page()).map((figure) => caption(figure.html).split('. ').slice(0, 2).join('. '));
    expect(titles.slice(0, 5)).toEqual([
      'Figure 1. inbox: rate of leak by condition and model, with 95 % intervals',
      'Figure 2. inbox: effect of each level on the rate of leak, with 95 % intervals',
      'Figure 3. inbox: interactions of two levels in the rate of leak, with 95 % intervals',
      'Figure 4. inbox: rate of leak along detail, with 95 % intervals',
      'Figure 5. inbox: rate of leak given each label of stated, with 95 % intervals; in no row, having no label: 4 cut off',
    ]);
  });

  it('say by which method, of how many trials, and what was left out', async () => {
    const [conditions, effects] = figures(await page()).map((figure) => caption(figure.html));
    expect(conditions).toContain('Newcombe, Statistics in Medicine 17, 1998, 857–872, method 3');
    expect(conditions).toContain('112 graded trials; left out: 8 judge error.');
    expect(effects).toMatch(/Cochran–Mantel–Haenszel test .* corrected by Holm \(.*\) for all 9 tests/);
    expect(effects).toContain('Price &amp; Bonett');
  });

  it('can be read without being seen: title, description, and all numbers as a table', async () => {
    for (const { html } of figures(await page())) {
      const ids = Array.from(html.matchAll(/ id="([^"]+)"/g), ([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
      const named = Array.from(html.matchAll(/role="img" aria-labelledby="([^"]+)" aria-describedby="([^"]+)"/g));
      expect(named).toHaveLength(2);
      for (const [, title, description] of named) expect(ids).toEqual(expect.arrayContaining([title, description]));
    }
    const effects = figures(await page())[1]?.text ?? '';
    expect(effects).toContain('goal: own against none 6 9/56 16.1 % 33/56 58.9 %');
  });

  it('draw each estimate where it belongs', async () => {
    const [conditions] = figures(await page());
    const wide = conditions?.html.slice(0, conditions.html.indexOf('</svg>')) ?? '';
    const ticks = Array.from(wide.matchAll(/<line class="tick"[^>]* x1="([\d.]+)"/g), ([, x]) => Number(x));
    const dots = Array.from(wide.matchAll(/<circle class="dot" cx="([\d.]+)"/g), ([, x]) => Number(x));
    const [left, right] = [Math.min(...ticks), Math.max(...ticks)];
    const shares = dots.map((x) => Number(((x - left) / (right - left)).toFixed(3)));
    expect(shares.slice(0, 3)).toEqual([0, 0.1, 0.111]);
  });
});
