import type { RunView } from '../views.ts';
import { centsUp, count, counted, dollars } from './numbers.ts';

/** How the run is going, in one sentence. */
export function runSentence({ status, resumed, progress, cost, waiting }: RunView): string {
  const { planned, completed, failed, stopped, running } = progress;
  const ended = completed + failed;
  const failures = failed === 0 ? '' : `, ${count(failed)} failed`;
  // Before what may be cut off where there is little room.
  const asked =
    waiting.count === 0 ? '' : `, ${count(waiting.count)} ${waiting.count === 1 ? 'waits' : 'wait'} for you`;
  const again = resumedWords(resumed);
  // Those that failed are sent again: left is what «Resume» said that it is.
  const done =
    resumed === 0
      ? `Running: ${count(ended)} of ${count(planned)} done`
      : `Resumed: ${count(planned - completed)} of ${counted(planned, 'trial')} left`;
  switch (status) {
    case 'running':
      return `${done}${failures}${asked}, ${count(running)} under way.`;
    case 'stopping':
      return `Stopping: ${counted(running, 'trial')} still under way.`;
    case 'stopped':
      return `Stopped after ${count(ended)} of ${counted(planned, 'trial')}${failures}${stopped === 0 ? '' : `, ${count(stopped)} cut off`}${again}.`;
    case 'finished':
      return failed === 0
        ? `Finished: ${counted(planned, 'trial')}${again}.`
        : `Finished with ${counted(failed, 'failed trial')} of ${count(planned)}${again}.`;
    case 'out-of-budget':
      return `Out of budget after ${count(ended)} of ${counted(planned, 'trial')}${failures}${again}${cost.needed === null ? '' : `; to go on it takes ${dollars(centsUp(cost.needed))}`}.`;
    case 'failed':
      return `The run broke off after ${count(ended)} of ${counted(planned, 'trial')}${failures}${again}.`;
  }
}

/** «, resumed once»; empty for a run that one process made. */
function resumedWords(times: number): string {
  if (times === 0) return '';
  return times === 1 ? ', resumed once' : `, resumed ${count(times)} times`;
}
