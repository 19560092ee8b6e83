import type { Classifier, Judge } from '../scenario/classifier.ts';
import { canonicalJson } from '../text/json.ts';
import type { Hash } from '../text/ports.ts';
import { PARSER_VERSION } from '../trial/parserVersion.ts';
import type { Condition } from '../trial/trial.ts';

/**
 * The hash of everything that can change a verdict on a given transcript: the classifier with its words as the condition
 * renders them, what the transcript is read with, the reader's version, and a scripted judge's own text (`sources`, by
 * reference). A title is not in it.
 */
export function createVerdictKeys(
  sources: ReadonlyMap<string, string>,
  hash: Hash,
): (classifier: Classifier, condition: Condition) => string {
  const known = new Map<string, string>();
  return (classifier, condition) => {
    const place = `${condition.id} ${classifier.id}`;
    const key = known.get(place) ?? hash(canonicalJson(dependencies(classifier, condition, sources)));
    known.set(place, key);
    return key;
  };
}

function dependencies(classifier: Classifier, { prompt }: Condition, sources: ReadonlyMap<string, string>) {
  const { id, gate, judge, decide, labels, flags, pointer } = classifier;
  const { tools, protocol, scratchpadTags, documents } = prompt;
  return {
    classifier: { id, gate, judge: judge && withoutSingleVote(judge), decide, labels, ...(flags && { flags }) },
    rendered: [...prompt.rendered].filter(([at]) => at.startsWith(`${pointer}/`)),
    reading: { parser: PARSER_VERSION, tools, protocol, scratchpadTags, documents },
    source: judge === null ? null : (sources.get(judge.model.reference) ?? null),
  };
}

/** As versions that knew no votes had it, so that their verdicts stand. */
function withoutSingleVote(judge: Judge): object {
  const { votes, ...rest } = judge;
  return votes === 1 ? rest : judge;
}
