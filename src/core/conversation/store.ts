import type { Action } from '../transcript/transcript.ts';
import type { ShownDocument } from '../trial/trial.ts';
import type { Answer } from './answer.ts';

/** Documents that tools read and change, for one trial. */
export interface Store<Tool> {
  answer(tool: Tool, action: Action): Answer;
  /** A document that was not there comes; one that is not of the store's kind is none of its business. */
  arrive(document: ShownDocument): void;
}
