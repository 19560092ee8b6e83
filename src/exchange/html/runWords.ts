import { count, counted } from '../../core/view/shown/numbers.ts';
import { runSentence } from '../../core/view/shown/runSentence.ts';
import type { RunView } from '../../core/view/views.ts';

/** How the run went. One that has no end was left, or goes on elsewhere: a page cannot know which. */
export function runWords(view: RunView): string {
  const { planned, completed, failed } = view.progress;
  if (view.status !== 'running') return runSentence(view);
  const failures = failed === 0 ? '' : `, ${count(failed)} failed`;
  return `Not at its end when this was written: ${count(completed + failed)} of ${counted(planned, 'trial')} done${failures}.`;
}
