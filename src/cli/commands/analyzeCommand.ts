import { analysisView } from '../../core/view/analysisView.ts';
import { analysisText } from '../text/analysisText.ts';
import { exitCode, UsageError } from '../exitCode.ts';
import { openNamedRun } from '../input/openNamedRun.ts';
import type { Output } from '../output.ts';

export interface AnalyzeOptions {
  readonly out: string;
  /** All where none is named. */
  readonly classifier: readonly string[];
}

/** Prints what varies the rates of a run: effects of factors, rates given another classifier's label, how many trials it takes. */
export async function analyzeCommand(named: string, options: AnalyzeOptions, output: Output): Promise<number> {
  const session = await openNamedRun(named, options.out, output);
  try {
    const { classifiers } = session.state.scenario;
    const known = classifiers.map(({ id }) => id);
    const unknown = options.classifier.find((id) => !known.includes(id));
    if (unknown !== undefined)
      throw new UsageError(`--classifier ${unknown}: the run has ${known.length === 0 ? 'none' : known.join(', ')}`);
    const chosen = classifiers.filter(({ id }) => options.classifier.length === 0 || options.classifier.includes(id));
    const views = chosen.flatMap(({ id, title }) => {
      const view = analysisView(session.state, id);
      return view === null ? [] : [{ view, title }];
    });
    output.json({ run: session.manifest.run, analysis: views.map(({ view }) => view) });
    for (const { view, title } of views) output.text(analysisText(view, title, output));
    return exitCode.fine;
  } finally {
    await session.close();
  }
}
