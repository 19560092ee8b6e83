import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { analysisView } from '../../core/view/analysisView.ts';
import { runView } from '../../core/view/runView.ts';
import { cleanView } from '../cleanView.ts';
import type { ReportSource, ReportText } from '../reportSource.ts';
import { expectationsSection } from './expectations.ts';
import { factsSection } from './facts.ts';
import { markup, Markup, nothing } from './markup.ts';
import { resultsSection } from './results.ts';
import { styles } from './styles.ts';
import { transcriptsSection } from './transcripts.ts';
import { runWords } from './runWords.ts';

/**
 * One page that needs nothing beside itself and runs nothing: its policy allows its own style and no script, image or request.
 * @param transcripts The most transcripts that it holds.
 */
export async function* htmlReport(source: ReportSource, { transcripts }: { readonly transcripts: number }): ReportText {
  const { state, clean, scenarist } = source;
  const view = cleanView(runView(state, { stale: false, stopping: false }), clean);
  const manifest = cleanView(state.manifest, clean);
  const classifiers = cleanView(state.scenario.classifiers, clean);
  const { scenario, expectations } = view;
  const policy = `default-src 'none'; style-src 'sha256-${base64(sha256(utf8ToBytes(styles)))}'; base-uri 'none'; form-action 'none'`;
  yield markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${scenario.title} · Scenarist</title>
<style>${new Markup(styles)}</style>
</head>
<body>
<header>
<p class="kicker">Scenarist report</p>
<h1>${scenario.title}</h1>
<p class="quiet"><code>${scenario.id}</code> · ${view.createdAt.slice(0, 10)} · ${runWords(view)}</p>
${labels(view.models)}
<nav aria-label="Sections"><a href="#results">Results</a> ${expectations.length === 0 ? nothing : markup`<a href="#expectations">Expectations</a> `}<a href="#run">What was run</a> <a href="#transcripts">Transcripts</a></nav>
</header>
<main>\n`.text;
  const analyse = (id: string) => cleanView(analysisView(state, id), clean);
  for (const part of resultsSection({ view, classifiers, analyse })) yield part.text;
  yield expectationsSection(view).text;
  yield factsSection(view, manifest).text;
  for await (const part of transcriptsSection(source, transcripts)) yield part.text;
  yield markup`</main>
<footer class="quiet">Written by Scenarist ${scenarist}. Texts that models wrote are shown as they are; characters that show nothing, or turn
the order of others around, are written out.</footer>
</body>
</html>\n`.text;
}

function labels(models: readonly { readonly model: string; readonly label: string | null }[]): Markup {
  const labelled = models.filter(({ label }) => label !== null);
  if (labelled.length === 0) return nothing;
  return markup`<p class="notice">${labelled.map(({ model, label }) => markup`<span><code>${model}</code>: <strong>${label ?? ''}</strong></span> `)}</p>`;
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
