import type { EndEvent } from '../../core/run/journal/journal.ts';
import { runView } from '../../core/view/runView.ts';
import { cleanJson } from '../cleanJson.ts';
import { orderedTrials, type ReportSource, type ReportText } from '../reportSource.ts';
import { inspectResults } from './results.ts';
import { inspectSample } from './sample.ts';
import { commonParameters, evalSpec, generateConfig } from './spec.ts';
import { knownUsage } from './usage.ts';

const statuses: Readonly<Record<EndEvent['reason'], string>> = {
  finished: 'success',
  stopped: 'cancelled',
  failed: 'error',
  'out-of-budget': 'cancelled',
};

/**
 * A run as a log of Inspect AI, version 2, in its JSON form: a sample for each condition (and model, where there are several), an
 * epoch for each repetition, a score for each verdict that counts. Samples are written one by one.
 */
export async function* inspectReport(source: ReportSource): ReportText {
  const { state, clean, scenarist } = source;
  const { manifest, scenario } = state;
  const view = runView(state, { stale: false, stopping: false });
  const json = (value: unknown): string => cleanJson(value, clean);
  const [only, ...others] = manifest.models;
  const usage = others.length === 0 && !scenario.classifiers.some(({ judge }) => judge !== null) ? view.usage : null;
  const known = usage && knownUsage(usage);
  const head = {
    version: 2,
    status: state.end === null ? 'started' : statuses[state.end],
    eval: evalSpec(state, scenarist),
    plan: {
      name: 'scenarist',
      steps: [{ solver: 'scenarist', params: { turns: scenario.turns }, params_passed: {} }],
      config: generateConfig(commonParameters(manifest.models)),
    },
    results: inspectResults(view),
    stats: {
      started_at: manifest.createdAt,
      completed_at: state.endedAt === null ? '' : new Date(state.endedAt).toISOString(),
      model_usage: known && only ? { [only.model]: known } : {},
      role_usage: {},
      connection_limit_history: [],
    },
    invalidated: false,
    tags: [],
    metadata: { run: view.run, cost_usd: view.cost.spent },
    ...(state.end === 'failed' && { error: { message: 'The run broke off.', traceback: '', traceback_ansi: '' } }),
  };
  yield `${json(head).slice(0, -1)},"samples":[`;
  let separator = '\n';
  for (const record of orderedTrials(state)) {
    yield `${separator}${json(inspectSample(state, record, await source.trialEvents(record.id)))}`;
    separator = ',\n';
  }
  yield '\n]}\n';
}
