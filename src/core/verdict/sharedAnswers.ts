import type { ModelRequest, ModelResponse } from '../provider/provider.ts';
import type { Classifier } from '../scenario/classifier.ts';
import { noUsage } from '../transcript/usageSum.ts';

/** How a judge is asked. */
export interface Asking {
  readonly ask: (request: ModelRequest) => Promise<ModelResponse>;
  /** The marker of a fence, a new one each time. */
  readonly marker: () => string;
}

/** The answers about one transcript that several classifiers read. */
export interface SharedAnswers {
  /** The flags of one classifier get the same answers, in turn, with the same markers; any other classifier its own. */
  of(classifier: Classifier, own: Asking): Asking;
}

/** Flags that are marked with one answer cost one answer: whoever comes first has asked, and has paid. */
export function createSharedAnswers(): SharedAnswers {
  const groups = new Map<string, { readonly answers: Promise<ModelResponse>[]; readonly markers: string[] }>();
  return {
    of({ flags }, own) {
      if (flags === undefined) return own;
      const shared = groups.get(flags.of) ?? { answers: [], markers: [] };
      groups.set(flags.of, shared);
      let [asked, marked] = [0, 0];
      return {
        async ask(request) {
          const at = asked++;
          const known = shared.answers[at];
          if (known !== undefined) return { ...(await known), usage: noUsage };
          return (shared.answers[at] = own.ask(request));
        },
        marker: () => {
          const at = marked++;
          return (shared.markers[at] ??= own.marker());
        },
      };
    },
  };
}
