import * as vscode from 'vscode';
import { readPhrases, readSeverities, type ReadSetting } from '../../core/experiment/settings.ts';
import type { ReviewOptions } from '../../core/experiment/reviewExperiment.ts';
import type { Log } from '../../core/text/ports.ts';
import { WatchedSettings } from '../watchedSettings.ts';

const severities = 'scenarist.problems.severity';
const phrases = 'scenarist.realism.phrases';

/** What the user chose about warnings. */
export type ProblemSettings = WatchedSettings<ReviewOptions>;

/** What cannot be used is ignored, and the log says so. */
export function watchProblemSettings(log: Log): ProblemSettings {
  return new WatchedSettings([severities, phrases], () => {
    const checked = <Value>(name: string, read: (value: unknown) => ReadSetting<Value>): Value => {
      const { value, ignored } = read(vscode.workspace.getConfiguration().get(name));
      for (const what of ignored) log.warn(`Setting ${name}: ${what}. It is ignored.`);
      return value;
    };
    return { severities: checked(severities, readSeverities), phrases: checked(phrases, readPhrases) };
  });
}
