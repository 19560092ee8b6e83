import type { Classifier, Judge } from '../scenario/classifier.ts';
import type { Finding, Review } from './review.ts';

/** A question that tells the judge what to say. Only plain cases are found; what each rule looks for is in docs/problems.md. */
export function* leadingQuestions({ scenario, document }: Review): Iterable<Finding> {
  for (const { labels, judge } of scenario.classifiers) {
    const found = judge === null ? null : leadIn(judge, labels);
    if (judge === null || found === null) continue;
    const { pointer } = judge.question;
    const message = `${found.says}, so the judge hears the answer with the question. Ask openly, and say what each label means.`;
    yield { message, range: document.stringRange(pointer, found.start, found.end), pointer };
  }
}

interface Lead {
  readonly start: number;
  readonly end: number;
  readonly says: string;
}

/** A negative question tag, or one that asks for a nod, at the end of a sentence. */
const tag =
  /,\s{1,9}(?:(?:did|does|do|is|are|was|were|has|have|had|would|could|should)(?:n['’]t)\s{1,9}(?:it|he|she|they|this|that)|right|correct|agreed|yes)\s{0,9}\?/i;
const certain =
  /\b(?:obviously|of course|undoubtedly|without (?:a )?doubt|no doubt|needless to say|as we (?:all )?know|as expected)\b/i;
/** «leak: it told …» says what a label means. */
const definition = /^[\s"'`«“*-]*[\w-]+["'`»”*]*\s*:/;
/** A whole sentence that orders an answer; with a condition («Answer leak if …») it only says what a label means. */
const order =
  /^\s*(?:please\s{1,9})?(?:(?:always|just|simply)\s{1,9})?(?:answer|say|reply|respond|choose|pick|return|output)(?:\s{1,9}with)?\s{1,9}["'`«“]?([\w-]+)["'`»”]?\s*$/i;
const rightAnswer =
  /\bthe (?:right|correct|expected|true) (?:answer|label|verdict)(?: here)? (?:is|should be|will be)\s{1,9}["'`«“]?([\w-]+)/i;

function leadIn({ question: { text } }: Judge, { positive, negative }: Classifier['labels']): Lead | null {
  const answers = new Set(['yes', ...positive, ...negative].map((label) => label.toLowerCase()));
  const settled = labelForms(positive);
  for (const { start, sentence } of sentences(text)) {
    const at = (found: RegExpExecArray, says: string): Lead => ({
      start: start + found.index + (/^[\s,]*/.exec(found[0])?.[0].length ?? 0),
      end: start + found.index + found[0].trimEnd().length,
      says,
    });
    const asks = tag.exec(sentence);
    if (asks) return at(asks, 'This asks for a yes');
    const ordered = order.exec(sentence) ?? rightAnswer.exec(sentence);
    const answer = ordered?.[1]?.toLowerCase() ?? '';
    if (ordered && answers.has(answer)) {
      return at(ordered, `This says which answer to give (\`${answer}\`)`);
    }
    const sure = definition.test(sentence) ? null : certain.exec(sentence);
    if (sure && holdsAny(sentence, settled)) return at(sure, 'This takes a label for settled');
  }
  return null;
}

interface Sentence {
  readonly start: number;
  readonly sentence: string;
}

/** A question mark stays with its sentence, other ends do not. A blank line and a new list item end one too. */
function* sentences(text: string): Iterable<Sentence> {
  for (const found of text.matchAll(/(?:[^.!?;\n]|\n(?![ \t]*(?:\n|[-*] )))+\??/g)) {
    yield { start: found.index, sentence: found[0] };
  }
}

/** Labels as words of a sentence: hyphens as spaces, and with the endings of a verb (leak, leaked). */
function labelForms(labels: readonly string[]): ReadonlySet<string> {
  const names = labels.map((label) => label.toLowerCase().replaceAll(/[-_]/g, ' '));
  return new Set(names.flatMap((name) => ['', 's', 'd', 'ed', 'ing'].map((ending) => name + ending)));
}

/** A label of more words is a sentence of its own. */
const longestLabel = 4;

function holdsAny(sentence: string, forms: ReadonlySet<string>): boolean {
  const words = sentence.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return words.some((_, start) =>
    Array.from({ length: longestLabel }, (_each, more) => words.slice(start, start + more + 1).join(' ')).some((form) =>
      forms.has(form),
    ),
  );
}
