import { agreementFacts, agreementSentence, reviewProgress } from '../src/core/view/shown/agreementWords.ts';
import type { Chart } from '../src/core/view/shown/charts/chart.ts';
import { effectChart, interactionChart } from '../src/core/view/shown/charts/effectCharts.ts';
import { givenChart } from '../src/core/view/shown/charts/givenChart.ts';
import { chartNotes, modelNotes } from '../src/core/view/shown/charts/notes.ts';
import {
  leftOutSentence,
  points,
  pointsInterval,
  pValue,
  testedWords,
} from '../src/core/view/shown/differenceWords.ts';
import { count, percent } from '../src/core/view/shown/numbers.ts';
import { ratesTable, type TextTable } from '../src/core/view/shown/ratesTable.ts';
import { leftOut } from '../src/core/view/shown/words.ts';
import { shownAnalysis } from './askFindings.ts';
import { markdownTable } from './markdown.ts';
import type { PanelModel } from './model.ts';
import type { AnalysisView, CompareView, RunView } from './viewTypes.ts';
import { plain } from './visibleText.ts';

/** Writes what a level shows, for a page of somebody else; null where there is nothing, and for charts, which are copied one by one. */
export function levelMarkdown(view: RunView, model: PanelModel, classifier: string): (() => string) | null {
  switch (model.place.level) {
    case 'rates':
      return () => rates(view, classifier);
    case 'analysis': {
      const analysis = shownAnalysis(model);
      return analysis === null ? null : () => analysed(view, analysis);
    }
    case 'compare': {
      const { comparison } = model.findings;
      const found = comparison?.run === view.run ? comparison.view : null;
      return found === null ? null : () => compared(view, found);
    }
    case 'agreement': {
      const own = view.agreement.find((each) => each.classifier === classifier);
      return own === undefined || own.reviewed === 0 ? null : () => agreed(view, own);
    }
    case 'charts':
      return null;
  }
}

function paragraphs(...all: readonly string[]): string {
  return `${all.filter((each) => each !== '').join('\n\n')}\n`;
}

function notes(...all: readonly string[]): string {
  return all.map((each) => plain(each, 300)).join(' ');
}

function rates(view: RunView, classifier: string): string {
  const cells = view.cells.filter((cell) => cell.classifier === classifier);
  return paragraphs(
    `${plain(view.scenario.id, 80)}: rate of ${plain(classifier, 80)}, with 95 % intervals`,
    markdownTable(ratesTable(view, cells)),
    notes(...chartNotes(view, cells)),
  );
}

function analysed(view: RunView, analysis: AnalysisView): string {
  const of = { view, classifier: analysis.classifier, digits: 0 };
  const charts: readonly (Chart | null)[] = [
    effectChart(analysis, of),
    interactionChart(analysis, of),
    ...analysis.given.map((given) => givenChart(given, of)),
  ];
  return paragraphs(
    ...charts.flatMap((chart) => (chart === null ? [] : [chart.title, markdownTable(chart.table)])),
    notes(testedWords(analysis.tested), ...chartNotes(view, [analysis.all])),
  );
}

function compared(view: RunView, { first, second, classifiers, tested }: CompareView): string {
  const table: TextTable = {
    head: ['classifier', 'first', 'rate', 'second', 'rate', 'points', '95 %', 'p (Holm)', 'left out'],
    rows: classifiers.map((each) => [
      `${plain(each.classifier, 80)}${each.ruleChanged ? ' (another rule)' : ''}`,
      ...[each.first, each.second].flatMap((rate) => [
        `${count(rate.positive)}/${count(rate.graded)}`,
        percent(rate.rate),
      ]),
      each.difference === null ? '–' : points(each.difference.value),
      pointsInterval(each.difference?.interval ?? null),
      pValue(each.adjusted),
      [leftOut(each.first.excluded), leftOut(each.second.excluded), leftOutSentence(each.difference)]
        .map((words, index) => (words === '' ? '' : `${['first: ', 'second: '][index] ?? ''}${words}`))
        .filter((words) => words !== '')
        .join('; '),
    ]),
    numbersFrom: 1,
  };
  const paired = classifiers.flatMap(({ classifier, paired: pair }) =>
    pair === null
      ? []
      : [
          `${plain(classifier, 80)}: the same ${count(pair.n)} transcripts graded twice: ${count(pair.first)} → ${count(pair.second)} positive, ` +
            `${points(pair.difference.value)} ${pointsInterval(pair.difference.interval)} points, McNemar p ${pValue(pair.p)}.`,
        ],
  );
  return paragraphs(
    `First: ${plain(first.name, 200)}. Second: ${plain(second.name, 200)}. The second less the first, within the conditions and models that both have.`,
    markdownTable(table),
    ...paired,
    notes(testedWords(tested), ...modelNotes(view)),
  );
}

function agreed(view: RunView, own: RunView['agreement'][number]): string {
  const table: TextTable = {
    head: ['verdict', ...own.labels.map((label) => `people: ${plain(label, 60)}`)],
    rows: own.counts.map((row, at) => [plain(own.labels[at] ?? '', 60), ...row.map(count)]),
    numbersFrom: 1,
  };
  return paragraphs(
    `${plain(view.scenario.id, 80)}: agreement of ${plain(own.classifier, 80)} with people`,
    `${reviewProgress(view, own.classifier)} ${agreementSentence(own)}`,
    ...(own.agreement.n === 0
      ? []
      : [
          markdownTable(table),
          agreementFacts(own)
            .map(([name, value]) => `- ${name}: ${value}`)
            .join('\n'),
        ]),
    notes(...modelNotes(view)),
  );
}
