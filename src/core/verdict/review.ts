import type { Classifier } from '../scenario/classifier.ts';

type Labels = Classifier['labels'];

/**
 * What a person says of a transcript, for one classifier: a whole statement, which takes the place of the one before. It stands
 * beside the verdict and never changes it.
 */
export interface Review {
  readonly classifier: string;
  /** Null: none of the labels («not this one»), or no opinion. */
  readonly label: string | null;
  /** Whether the person saw what the classifier looks for. Null: no opinion; only a note, or an opinion that was taken back. */
  readonly positive: boolean | null;
  /** Empty: none. */
  readonly note: string;
  /** Who it was; null where nobody says. */
  readonly by: string | null;
  /** The verdict was hidden until the label was given. */
  readonly blind: boolean;
}

/** How a person answers: with a label, or with what they think of the verdict's. `none` takes an opinion back. */
export type ReviewAnswer =
  { readonly kind: 'agree' | 'disagree' | 'none' } | { readonly kind: 'label'; readonly label: string };

/** What the person says by a label. */
export function labelled(labels: Labels, label: string): Pick<Review, 'label' | 'positive'> {
  return { label, positive: labels.positive.includes(label) };
}

/** What «disagree» says of a label: the other one where there are two, else only that it is on the other side. */
export function otherThan(labels: Labels, label: string): Pick<Review, 'label' | 'positive'> {
  const isPositive = labels.positive.includes(label);
  const [only, ...more] = isPositive ? labels.negative : labels.positive;
  return { label: more.length === 0 && only !== undefined ? only : null, positive: !isPositive };
}

/** Whether a review still says something where the classifier has these labels: it was given for a text that may have changed. */
export function stillSays({ label, positive }: Review, labels: Labels): boolean {
  if (label === null || positive === null) return true;
  return (positive ? labels.positive : labels.negative).includes(label);
}
