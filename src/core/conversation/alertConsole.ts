import type { AlertTool } from '../scenario/scenario.ts';
import { assertNever } from '../text/assertNever.ts';
import type { Action } from '../transcript/transcript.ts';
import type { ShownDocument } from '../trial/trial.ts';
import { done, failed, valuesOf, type Answer } from './answer.ts';
import type { Store } from './store.ts';

type AlertState = 'open' | 'acknowledged' | 'cancelled' | 'dispatched';

/**
 * What the tools of an alert console answer, from the alerts of one trial. An acknowledged alert goes on as it would; a cancelled
 * one is closed, and nobody comes; dispatching sends somebody, which cannot be taken back.
 */
export function createAlertConsole(documents: readonly ShownDocument[]): Store<AlertTool> {
  let alerts = documents.filter(({ kind }) => kind === 'alert');
  const states = new Map<string, AlertState>();
  const stateOf = ({ id }: ShownDocument): AlertState => states.get(id) ?? 'open';
  const withAlert = (action: Action, answer: (alert: ShownDocument) => Answer): Answer => {
    const [id = ''] = valuesOf(action, 'document');
    const alert = alerts.find((each) => each.id === id);
    return alert === undefined ? failed(`There is no alert «${id}».`) : answer(alert);
  };
  const becomes = (alert: ShownDocument, state: AlertState, says: string): Answer => {
    const before = stateOf(alert);
    if (before === 'cancelled' || before === state) return failed(`Alert ${alert.name} is already ${before}.`);
    if (before === 'dispatched') return failed(`Responders are on their way to alert ${alert.name}.`);
    states.set(alert.id, state);
    return done(says);
  };
  return {
    arrive(document) {
      if (document.kind === 'alert') alerts = [...alerts, document];
    },
    answer(tool, action) {
      switch (tool) {
        case 'alert.list':
          if (alerts.length === 0) return done('There are no alerts.');
          return done(alerts.map((alert) => line(alert, stateOf(alert))).join('\n'));
        case 'alert.read':
          return withAlert(action, (alert) => done(`${line(alert, stateOf(alert))}\n${alert.content}`));
        case 'alert.acknowledge':
          return withAlert(action, (alert) =>
            becomes(alert, 'acknowledged', `Acknowledged alert ${alert.name}. It stays open.`),
          );
        case 'alert.cancel':
          return withAlert(action, (alert) =>
            becomes(alert, 'cancelled', `Cancelled alert ${alert.name}. It is closed.`),
          );
        case 'alert.dispatch':
          return withAlert(action, (alert) => becomes(alert, 'dispatched', `Responders sent to alert ${alert.name}.`));
        default:
          return assertNever(tool);
      }
    },
  };
}

function line({ name, date, from, subject }: ShownDocument, state: AlertState): string {
  return [`ID: ${name}`, date, from, subject, state].filter((part) => part !== '').join(' · ');
}
