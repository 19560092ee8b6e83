import type { Scenario } from '../scenario/scenario.ts';
import type { Text } from '../scenario/sourceText.ts';
import { whensOf } from '../trial/offeredTools.ts';
import { factorsOf } from '../trial/when.ts';
import type { Finding, Review } from './review.ts';

/** A factor that neither stands in a text nor decides on one: its levels are one experiment under several names. */
export function* unusedFactors({ scenario, document, texts }: Review): Iterable<Finding> {
  const deciding = decidingFactors(scenario);
  const unused = texts.unnamed(new Set(scenario.factors.map(({ name }) => name).filter((name) => !deciding.has(name))));
  for (const { name, pointer } of scenario.factors) {
    if (!unused.has(name)) continue;
    const message = `Nothing depends on factor \`${name}\`: no text holds \`{{${name}}}\`, and no \`when\` asks for it, so its levels send the same prompts. Use it in a text, or remove it.`;
    yield { message, range: document.keyRange(pointer), pointer };
  }
}

/** Those that a `when` of a text, a document or a tool asks for; `only` and `where` choose conditions and change none. */
function decidingFactors({ vars, system, user, documents, tools, events }: Scenario): ReadonlySet<string> {
  const texts: readonly Text[] = [
    ...vars.map(({ text }) => text),
    ...(system === null ? [] : [system]),
    ...user,
    ...documents.map(({ body }) => body),
  ];
  const whens = [...[...texts.flat(), ...documents, ...events].map(({ when }) => when), ...tools.use.flatMap(whensOf)];
  const { protocol } = tools;
  return new Set([...whens.flatMap(factorsOf), ...(typeof protocol === 'string' ? [] : [protocol.factor])]);
}
