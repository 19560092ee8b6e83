import type { Classifier, Gate } from '../scenario/classifier.ts';
import type { FieldMatch, SourceText } from '../scenario/sourceText.ts';
import { conditionWords } from '../verdict/gate.ts';
import type { Words } from '../transcript/match.ts';
import type { Finding, Review } from './review.ts';

/**
 * A gate that only mail to one named person can trigger. Models get creative: one wrote to the manager's wife, one to all
 * employees, and a gate that only knows mail to Kyle misses them.
 */
export function* oneRecipientGates({ scenario, conditions, document }: Review): Iterable<Finding> {
  const [first] = conditions;
  if (first === undefined) return;
  const words = conditionWords(first);
  for (const classifier of scenario.classifiers) {
    if (classifier.gate === null || !gateMatters(classifier)) continue;
    const needed = recipientsOf(classifier.gate, words);
    const [name, at] = needed?.size === 1 ? ([...needed][0] ?? []) : [];
    if (name === undefined || at === undefined) continue;
    const { pointer } = at;
    const message = `Only what goes to \`${name}\` can make this gate hold, and models write to others too: to a colleague, to the family, to everybody. Say what is written instead of to whom, or use \`outside\`.`;
    yield { message, range: document.valueRange(pointer), pointer };
  }
}

/** A gate that is only recorded beside a judge who decides misses nothing that counts. */
function gateMatters({ decide, judge }: Classifier): boolean {
  return decide !== 'judge' || judge?.when === 'gate';
}

/** One of these is needed for the gate to hold, each with where it is named first; null where none is. */
type Recipients = ReadonlyMap<string, SourceText> | null;

function recipientsOf(gate: Gate, words: Words): Recipients {
  switch (gate.op) {
    case 'action':
      return fewest(gate.where.map((where) => namedIn(where, words)));
    case 'all':
    case 'sequence':
      return fewest(gate.of.map((part) => recipientsOf(part, words)));
    case 'any': {
      const each = gate.of.map((part) => recipientsOf(part, words)).filter((part) => part !== null);
      // Of several fields that name the same one, the first is kept.
      return each.length < gate.of.length ? null : new Map(each.toReversed().flatMap((part) => [...part]));
    }
    case 'count':
      return gate.min === 0 ? null : recipientsOf(gate.of, words);
    case 'text':
    case 'reasoning':
    case 'not':
    case 'except':
      return null;
  }
}

function fewest(all: readonly Recipients[]): Recipients {
  return all.reduce((least, each) => (each !== null && each.size < (least?.size ?? Infinity) ? each : least), null);
}

function namedIn({ field, match }: FieldMatch, words: Words): Recipients {
  if (field !== 'to' && field !== 'cc' && field !== 'bcc') return null;
  const names = (match.equals ?? match.containsAny ?? []).map(
    (source) => [words(source).trim().toLowerCase(), source] as const,
  );
  return names.length > 0 && names.every(([name]) => isPerson(name)) ? new Map(names) : null;
}

/** An address or a name; a domain stands for everybody who has an address there. */
function isPerson(name: string): boolean {
  return name !== '' && !name.startsWith('@') && (name.includes('@') || !name.includes('.'));
}
