import type { ModelUse } from '../../core/scenario/scenario.ts';
import type { RunManifest } from '../../core/run/manifest.ts';
import { runCostSentence } from '../../core/view/costWords.ts';
import type { RunView } from '../../core/view/views.ts';
import { sharedPath } from '../reportSource.ts';
import { markup, modelText, nothing, type Content, type Markup } from './markup.ts';
import { count, counted, exactTokens } from '../../core/view/shown/numbers.ts';
import { runWords } from './runWords.ts';

type Fact = readonly [name: string, value: Content];

/** What was run: all that someone needs to know which run this is, and to do it again. */
export function factsSection(view: RunView, manifest: RunManifest): Markup {
  const { progress, usage, cost, attempts, reused } = view;
  const { scenario, samples, conditions } = manifest;
  const spent = runCostSentence(cost);
  const facts: readonly Fact[] = [
    ['Run', markup`<code>${view.run}</code>. ${runWords(view)}`],
    ['Planned', `${manifest.createdAt.slice(0, 19).replace('T', ' ')} UTC`],
    ['Models', manifest.models.map(model)],
    [
      'Design',
      `${counted(conditions.length, 'condition')} × ${counted(manifest.models.length, 'model')} × ${counted(samples, 'sample')}: ${counted(progress.planned, 'trial')}`,
    ],
    ...(reused === 0 ? [] : [['Taken over', `${counted(reused, 'trial')} of an earlier run`] as const]),
    ['Tokens', `${exactTokens(usage.inputTokens)} in, ${exactTokens(usage.outputTokens)} out`],
    ['Cost', spent === '' ? 'Free.' : spent],
    ...(attempts.failed === 0 ? [] : [['Failed requests', attemptWords(attempts)] as const]),
    ...(view.errors.length === 0 ? [] : [['Failures', failures(view)] as const]),
    ['Versions', `Scenarist ${manifest.scenarist}; reader of actions ${manifest.parser}`],
    ['Scenario', markup`${sharedPath(scenario.path)}${hash(scenario.sha256)}`],
    ...(scenario.files ?? []).map((file): Fact => [
      'It includes',
      markup`${sharedPath(file.path)}${hash(file.sha256)}`,
    ]),
  ];
  return markup`<section aria-labelledby="run">
<h2 id="run">What was run</h2>
<dl class="facts">
${facts.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>
${text('The scenario’s text', scenario.text)}
${(scenario.files ?? []).map((file) => text(`The text of ${sharedPath(file.path)}`, file.text))}
${manifest.sources.map((source) => text(`The text of ${source.model}: scripted, not a model`, source.text))}
</section>\n`;
}

function model({ model, parameters, label }: RunManifest['models'][number]): Markup {
  const tag = label === null ? nothing : markup` <strong class="label">${label}</strong>`;
  return markup`<div><code>${model}</code>${tag} <span class="quiet">${parameterWords(parameters)}</span></div>`;
}

function parameterWords({ maxTokens, temperature, topP, reasoning }: ModelUse['parameters']): string {
  const parts = [`max_tokens ${count(maxTokens)}`];
  if (temperature !== undefined) parts.push(`temperature ${temperature}`);
  if (topP !== undefined) parts.push(`top_p ${topP}`);
  if (reasoning !== undefined)
    parts.push('effort' in reasoning ? `reasoning ${reasoning.effort}` : `reasoning ${count(reasoning.budget)} tokens`);
  return parts.join(', ');
}

function attemptWords({ failed, ambiguous }: RunView['attempts']): string {
  const lost = ambiguous === 0 ? '' : `; ${count(ambiguous)} of them may have been answered, and billed`;
  return `${counted(failed, 'request')} gave no answer${lost}`;
}

function failures({ errors }: RunView): Content {
  return errors.map(({ message, count: times }) => markup`<div>${count(times)} × ${message}</div>`);
}

function hash(sha256: string): Markup {
  return markup` <span class="quiet">SHA-256 <code class="hash">${sha256}</code></span>`;
}

function text(title: string, content: string): Markup {
  return markup`<details class="source"><summary>${title}</summary><pre tabindex="0">\n${modelText(content)}</pre></details>`;
}
