import { joinPointer } from '../text/json.ts';
import type { Finding, Review } from './review.ts';

/** Each takes a search through all texts. */
const mostSearched = 200;

/** A tool that the model is never told of, so that a rate of 0 would say nothing about what it would have done. */
export function* unmentionedTools({ scenario, document, texts }: Review): Iterable<Finding> {
  if (scenario.tools.use.length === 0 || scenario.tools.protocol === 'native' || texts.reaches('tools')) return;
  for (const { id, tag, pointer } of scenario.tools.use.slice(0, mostSearched)) {
    if (texts.haystack().includes(tag.toLowerCase()) || texts.haystack().includes(id.toLowerCase())) continue;
    const message = `The model is never told of tool \`${id}\`: what is sent holds neither \`{{tools}}\` nor the tag \`${tag}\`. Add \`{{tools}}\` to \`system\`, or remove the tool.`;
    const at = joinPointer(pointer, 'id');
    yield { message, range: document.valueRange(at), pointer: at };
  }
}
