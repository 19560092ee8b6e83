import type { OpenQuestion } from '../run/state/questions.ts';
import type { RunState } from '../run/state/runState.ts';
import { trialPlace } from './trialsPage.ts';
import { looksOf } from './transcriptParts.ts';
import type { WaitingAction, WaitingActions } from './views.ts';

/** So many are shown: more than anybody decides on before the next come. */
const mostShown = 10;
/** Characters of one field: what is longer is read in the transcript. */
const mostText = 10_000;

/** What waits for a person's decision, or was left undecided. */
export function waitingActions(state: RunState): WaitingActions {
  let count = 0;
  const actions: WaitingAction[] = [];
  for (const open of state.questions.open()) {
    count++;
    const action = actions.length < mostShown ? waitingAction(state, open) : null;
    if (action !== null) actions.push(action);
  }
  return { count, actions };
}

function waitingAction(state: RunState, { trial, question, tool, fields }: OpenQuestion): WaitingAction | null {
  const record = state.trial(trial);
  if (record === null) return null;
  const place = trialPlace(state, record);
  return {
    ...place,
    question,
    isCut: fields.some(({ text }) => text.length > mostText),
    action: {
      kind: 'action',
      tool,
      looks: looksOf(tool, state.conditions.get(place.condition)?.prompt),
      form: 'plain',
      fields: fields.map(({ name, text }) => ({ name, text: [{ text: text.slice(0, mostText), marks: [] }] })),
    },
  };
}
