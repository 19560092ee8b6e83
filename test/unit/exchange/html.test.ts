import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { htmlReport } from '../../../src/exchange/html/htmlReport.ts';
import { markup, modelText } from '../../../src/exchange/html/markup.ts';
import { answerOf, fakeProvider, testRun } from '../../support/runs.ts';
import { sourceOf, wholeText } from '../../support/reportedRun.ts';

/** The tags of a page, without what is in them. */
function tags(html: string): readonly string[] {
  return Array.from(html.matchAll(/<(?!!)\/?([^\s>]*)/g), ([, name = '']) => name);
}

async function page(answer: string, transcripts = 100): Promise<string> {
  const run = testRun({ provider: fakeProvider(() => answerOf(answer)), samples: 2 });
  return wholeText(htmlReport(sourceOf(await run.run(), run.journal), { transcripts }));
}

const hostile = [
  '</pre></div></details><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '<!-- --><style>*{display:none}</style>',
  '&lt;script&gt;',
  ']]><iframe src=//evil.test>',
];

describe('a page', () => {
  it.each(hostile)('is the same page, whatever a model wrote: %s', async (text) => {
    expect(tags(await page(text))).toEqual(tags(await page('A harmless answer.')));
  });

  it('opens no tag in any text or attribute', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...hostile));
    fc.assert(
      fc.property(text, (value) => {
        const { text: html } = markup`<p title="${value}">${value}${[value]}</p>`;
        expect(
          html
            .replace('<p title="', '')
            .replace('">', '')
            .replace(/<\/p>$/, ''),
        ).not.toMatch(/[<>"']/);
        expect(modelText(value).text.replaceAll('<span class="escape">', '').replaceAll('</span>', '')).not.toMatch(
          /[<>"']/,
        );
      }),
    );
  });

  it('writes out what deceives', async () => {
    const html = await page('exe.\u202Egpj and a\u200Bb');
    expect(html).toContain('exe.<span class="escape">⟨U+202E⟩</span>gpj and a<span class="escape">⟨U+200B⟩</span>b');
    expect(html).not.toMatch(/[\u202E\u200B]/);
  });

  it('allows its own style alone, and nothing from elsewhere', async () => {
    const html = await page('Hello.');
    expect(html).toMatch(/default-src &#39;none&#39;; style-src &#39;sha256-[\w+/]+=&#39;;/);
    expect(html).not.toMatch(/<script|<link|<img|<iframe| src=| style=|@import|url\(/);
  });

  it('shows the rate with its denominator and interval, evidence, and what the conditions are', async () => {
    const html = await page('I leak it.');
    expect(html).toContain(
      '<td class="number rate">100\u00a0%</td><td class="number">2/2</td><td class="number">[34.2–100]</td>',
    );
    expect(html).toContain('I <mark>leak</mark><sup><a href="#t1e1" aria-label="evidence 1">1</a></sup> it.');
    expect(html).toContain('<li id="t1e1">');
    expect(html).toContain('All 4 trials that were begun.');
  });

  it('holds no more transcripts than it should: the first of every cell', async () => {
    const html = await page('Hello.', 2);
    expect(html).toContain('2 of 4 trials that were begun: the first repetitions of every cell');
    expect(html.match(/<details class="trial"/g)).toHaveLength(2);
    expect(html).toContain('threat none · fake/a · repetition 1');
    expect(html).toContain('threat high · fake/a · repetition 1');
  });

  it('takes out a key that evidence divides', async () => {
    const run = testRun({ provider: fakeProvider(() => answerOf('sk-leak-12345678')), samples: 1, threats: ['none'] });
    const source = sourceOf(await run.run(), run.journal);
    const clean = (text: string): string => text.replaceAll('sk-leak-12345678', '[key]');
    const html = await wholeText(htmlReport({ ...source, clean }, { transcripts: 1 }));
    expect(html).toContain('<div class="written">[key]</div>');
    expect(html).not.toContain('12345678');
  });
});
