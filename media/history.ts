import type { PanelEvent, PanelModel, Place } from './model.ts';

/** Places kept: more than anyone goes back. */
const kept = 100;

/** The model after an event, with the place before it to go back to, where its reader went to another. */
export function remembered(before: PanelModel, after: PanelModel, event: PanelEvent): PanelModel {
  const goes = event.type === 'go' || (event.type === 'received' && ['do', 'blind'].includes(event.message.type));
  if (goes || !isAnother(before.place, after.place, event)) return after;
  return { ...after, past: [...before.past, before.place].slice(-kept), future: [] };
}

/** The place to go to and the model that has left for it; null where there is none. */
export function leave(model: PanelModel, to: 'back' | 'forward'): { model: PanelModel; place: Place } | null {
  const { past, future, place } = model;
  const next = to === 'back' ? past.at(-1) : future[0];
  if (next === undefined) return null;
  return {
    place: next,
    model:
      to === 'back'
        ? { ...model, past: past.slice(0, -1), future: [place, ...future] }
        : { ...model, past: [...past, place], future: future.slice(1) },
  };
}

/** Leafing through trials, typing a word and hiding verdicts are no journeys. */
function isAnother(from: Place, to: Place, event: PanelEvent): boolean {
  if (from === to || from.run === null || event.type === 'chooseText') return false;
  if (event.type === 'step' && from.trial !== null) return false;
  return JSON.stringify(from) !== JSON.stringify(to);
}
