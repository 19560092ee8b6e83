import type { Gate } from '../scenario/classifier.ts';

/** A gate and all clauses within it, in the order of the file. */
export function* gateClauses(gate: Gate): Iterable<Gate> {
  yield gate;
  if (gate.op === 'all' || gate.op === 'any' || gate.op === 'sequence' || gate.op === 'except') {
    for (const part of gate.of) yield* gateClauses(part);
  } else if (gate.op === 'not' || gate.op === 'count') yield* gateClauses(gate.of);
}
