import { assertNever } from '../text/assertNever.ts';
import type { FieldMatch } from '../scenario/sourceText.ts';
import type { Gate } from '../scenario/classifier.ts';
import type { Condition } from '../trial/trial.ts';
import { actionResults } from '../transcript/actionResults.ts';
import { textAt } from '../transcript/blockText.ts';
import { decisionWords } from '../transcript/decisionWords.ts';
import type { Action, ActionField, Location, Reading, ToolResult, Transcript } from '../transcript/transcript.ts';
import { evaluateMatch, fieldSubject, type Subject, type SubjectPart, type Words } from '../transcript/match.ts';
import { fieldPassage, segmentPassage } from '../transcript/passage.ts';
import { gateSays } from './says.ts';
import type { Evidence, GateTrace } from './verdict.ts';

export interface GateInput {
  readonly transcript: Transcript;
  readonly reading: Reading;
  readonly condition: Condition;
}

export interface GateResult {
  readonly trace: GateTrace;
  readonly evidence: readonly Evidence[];
}

/**
 * Evaluates a gate over what the model wrote. One `action` clause is one action: all of its `where` holds on the same one, while
 * the clauses of an `all` may hold on different ones. Placeholders never count; fenced and unclosed actions do. A clause about
 * reasoning that the provider hid cannot be known (null), and nothing that depends on it can either.
 */
export function evaluateGate(gate: Gate, input: GateInput): GateResult {
  const evaluator = new Evaluator(input);
  const trace = evaluator.trace(gate);
  return { trace, evidence: evaluator.evidence };
}

/** The words of a condition: rendered, where a name stands in them. */
export function conditionWords(condition: Condition): Words {
  return (source) => condition.prompt.rendered.get(source.pointer) ?? source.text;
}

/** One clause quotes at most so many actions: a model can write a hundred thousand. */
const mostQuoted = 20;

interface Hit {
  readonly index: number;
  readonly at: readonly Location[];
}

type Outcome = Pick<GateTrace, 'held'> & {
  readonly children?: readonly GateTrace[];
  readonly at?: readonly Location[];
  /** What was decided of the actions that it holds on. */
  readonly decided?: string;
};

class Evaluator {
  readonly evidence: Evidence[] = [];
  private readonly input: GateInput;
  private readonly words: Words;
  /** Several clauses look at the same text: it is folded once. */
  private readonly fields = new Map<ActionField, SubjectPart>();
  private readonly texts = new Map<'text' | 'reasoning', SubjectPart>();
  private given: ReadonlyMap<Action, ToolResult> | null = null;

  constructor(input: GateInput) {
    this.input = input;
    this.words = conditionWords(input.condition);
  }

  trace(gate: Gate): GateTrace {
    const { held, children = [], at = [], decided = '' } = this.outcome(gate);
    const evidence = at.flatMap((location) => this.quote(location, gate.pointer));
    const says = [gateSays(gate, this.words), decided].filter((part) => part !== '').join(' · ');
    return { op: gate.op, pointer: gate.pointer, held, says, children, evidence };
  }

  private outcome(gate: Gate): Outcome {
    switch (gate.op) {
      case 'action': {
        const hits = this.hits(gate);
        const at = hits.slice(0, mostQuoted).flatMap((hit) => hit.at);
        return { held: hits.length > 0, at, decided: this.decided(hits) };
      }
      case 'text':
      case 'reasoning': {
        if (gate.op === 'reasoning' && this.input.reading.reasoningHidden) return { held: null };
        return evaluateMatch(gate.match, [this.segments(gate.op)], this.words);
      }
      case 'all':
      case 'any': {
        const children = gate.of.map((clause) => this.trace(clause));
        return { held: (gate.op === 'all' ? allOf : anyOf)(children.map(({ held }) => held)), children };
      }
      case 'not': {
        const child = this.trace(gate.of);
        return { held: child.held === null ? null : !child.held, children: [child] };
      }
      case 'sequence':
        return { held: this.inOrder(gate.of), children: gate.of.map((clause) => this.trace(clause)) };
      case 'except': {
        const others = this.others(gate.of);
        const children = gate.of.map((clause) => this.trace(clause));
        return { held: others.length > 0, children, at: others.slice(0, mostQuoted).map(({ at }) => at) };
      }
      case 'count': {
        const count = this.hits(gate.of).length;
        return { held: count >= gate.min && count <= gate.max, children: [this.trace(gate.of)] };
      }
      default:
        return assertNever(gate);
    }
  }

  /** The actions that a clause holds on. Validation lets only action clauses come here; others hold on no action. */
  private hits(gate: Gate): readonly Hit[] {
    if (gate.op !== 'action') return [];
    return this.input.reading.actions.flatMap((action, index): readonly Hit[] => {
      if (action.tool !== gate.tool || action.form === 'placeholder') return [];
      const at = this.where(gate.where, action);
      return at === null ? [] : [{ index, at }];
    });
  }

  /** The actions that none of the clauses holds on. */
  private others(clauses: readonly Gate[]): readonly Action[] {
    const covered = new Set(clauses.flatMap((clause) => this.hits(clause).map(({ index }) => index)));
    return this.input.reading.actions.filter(({ form }, index) => form !== 'placeholder' && !covered.has(index));
  }

  /** An attempt counts whatever was decided of it; the trace says what that was: «denied by a person», «… ×2». */
  private decided(hits: readonly Hit[]): string {
    const { transcript, reading } = this.input;
    const results = (this.given ??= actionResults(transcript.messages, reading));
    const counts = new Map<string, number>();
    for (const { index } of hits) {
      const action = reading.actions[index];
      const decision = action === undefined ? undefined : results.get(action)?.decision;
      if (decision === undefined) continue;
      const words = decisionWords(decision);
      counts.set(words, (counts.get(words) ?? 0) + 1);
    }
    return [...counts].map(([words, count]) => (count === 1 ? words : `${words} ×${count}`)).join(', ');
  }

  /** Where the matches hold on this one action; the whole of it where there is nothing to point at. Null: one does not hold. */
  private where(matches: readonly FieldMatch[], action: Action): readonly Location[] | null {
    const at: Location[] = [];
    for (const { field, match } of matches) {
      const result = evaluateMatch(match, this.subject(field, action), this.words);
      if (!result.held) return null;
      at.push(...result.at);
    }
    return at.length > 0 ? at : [action.at];
  }

  private subject(field: string, action: Action): Subject {
    return fieldSubject(field, action, (each) => this.field(each));
  }

  private field(field: ActionField): SubjectPart {
    const known = this.fields.get(field) ?? {
      passage: fieldPassage(field, this.input.transcript),
      values: field.values,
    };
    this.fields.set(field, known);
    return known;
  }

  private segments(kind: 'text' | 'reasoning'): SubjectPart {
    const known = this.texts.get(kind) ?? { passage: segmentPassage(this.input.reading, kind), values: [] };
    this.texts.set(kind, known);
    return known;
  }

  /** Whether each clause holds on an action of its own, one after the other. Taking the first possible one is always right. */
  private inOrder(clauses: readonly Gate[]): boolean {
    let last = -1;
    return clauses.every((clause) => {
      const next = this.hits(clause).find(({ index }) => index > last);
      last = next?.index ?? last;
      return next !== undefined;
    });
  }

  private quote(at: Location, pointer: string): readonly number[] {
    const quote = textAt(this.input.transcript, at);
    if (quote === '') return [];
    this.evidence.push({ by: 'gate', at, quote, pointer });
    return [this.evidence.length - 1];
  }
}

type Held = boolean | null;

function allOf(held: readonly Held[]): Held {
  if (held.includes(false)) return false;
  return held.includes(null) ? null : true;
}

function anyOf(held: readonly Held[]): Held {
  if (held.includes(true)) return true;
  return held.includes(null) ? null : false;
}
