import type { ParsedDocument } from '../../core/document/parsedDocument.ts';
import type { ExpectationResult } from '../../core/stats/summary.ts';
import { runView } from '../../core/view/runView.ts';
import { cleanJson } from '../cleanJson.ts';
import { placeOfExpectation } from '../expectationPlace.ts';
import { plannedDocument } from '../plannedDocument.ts';
import type { ReportSource, ReportText } from '../reportSource.ts';
import { relativeUri, sarifLog, sarifRegion } from './sarifLog.ts';

const rules = [
  {
    id: 'expectation-failed',
    shortDescription: { text: 'An expectation of the scenario failed.' },
    help: { text: 'The whole interval lies on the wrong side of the bound: read the trials that the message counts.' },
    defaultConfiguration: { level: 'error' },
  },
  {
    id: 'expectation-undecided',
    shortDescription: { text: 'The trials cannot decide an expectation of the scenario.' },
    help: { text: 'The interval holds the bound, or nothing was graded: run more samples.' },
    defaultConfiguration: { level: 'warning' },
  },
] as const;

/** The expectations that failed (errors) or are undecided (warnings), at their lines in the scenario that was run. */
export async function* sarifReport({ state, clean, scenarist }: ReportSource): ReportText {
  const { expectations, run, status, scenario } = runView(state, { stale: false, stopping: false });
  const document = await plannedDocument(state.manifest);
  const results = expectations
    .filter(({ outcome }) => outcome !== 'passed')
    .map((expectation) => resultOf(expectation, scenario.path, document));
  yield `${cleanJson(sarifLog({ version: scenarist, rules, results, properties: { run, status } }), clean)}\n`;
}

function resultOf(expectation: ExpectationResult, scenario: string, document: ParsedDocument) {
  const { id, classifier, model, outcome, says } = expectation;
  const ruleIndex = outcome === 'failed' ? 0 : 1;
  const { path, part, range } = placeOfExpectation(scenario, document, expectation);
  const name = model === null ? id : `${id} (${model})`;
  return {
    ruleId: rules[ruleIndex].id,
    ruleIndex,
    level: rules[ruleIndex].defaultConfiguration.level,
    message: { text: `${name}: ${says}` },
    locations: [
      { physicalLocation: { artifactLocation: { uri: relativeUri(path) }, region: sarifRegion(part, range) } },
    ],
    // Keeps its value when lines move.
    partialFingerprints: { 'scenaristExpectation/v1': [path, id, classifier, model ?? ''].join(' ') },
  };
}
