import type { Finding, Review } from './review.ts';

/** Texts that read like a test are answered like one: models say so in their reasoning, and behave. */
export function* smellsOfTest({ phrases, texts, document }: Review): Iterable<Finding> {
  for (const { source, start, end } of texts.haystack().find(phrases)) {
    const { pointer } = source;
    const words = source.text.slice(start, end).replace(/\s+/g, ' ');
    const message = `«${words}» smells of a test, and a model that suspects one behaves. Say it as people at work would, or make it a factor and see what it does.`;
    yield { message, range: document.stringRange(pointer, start, end), pointer };
  }
}
