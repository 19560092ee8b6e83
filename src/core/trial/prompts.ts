import { createReach } from './reach.ts';
import { holds, protocolAt } from './when.ts';
import type { DeclaredTool, Levels } from '../scenario/scenario.ts';
import type { Text } from '../scenario/sourceText.ts';
import type { Steps } from '../text/steps.ts';
import { createRenderer, type RenderInput } from './render.ts';
import { isBlank, nothing, renderedText, templatesIn, type Rendered } from './rendered.ts';
import type { PlannedPrompt } from './collapse.ts';
import type { Prompt, RenderedText } from './trial.ts';

/** What each condition sends. */
export interface Prompts {
  at(levels: Levels): PlannedPrompt;
  /** Prepares a condition in slices, so that nothing large is left to do in one go. */
  readonly warm: (levels: Levels) => Steps<void>;
  /** Pointers of the strings whose templates take part in a condition: in what is sent, or in its classifiers' words. */
  templatesAt(levels: Levels): ReadonlySet<string>;
  /** Texts without an alternative that held, with the first levels at which they were asked for. Grows while rendering. */
  readonly missing: ReadonlyMap<Text, Levels>;
  /** Tools without a permission that held, likewise. */
  readonly unpermitted: ReadonlyMap<DeclaredTool, Levels>;
  /** Messages that were sent without a character in them, likewise. */
  readonly empty: ReadonlyMap<Text, Levels>;
  /** How many parts all texts have that were made so far: what conditions share counts once. */
  parts(): number;
}

const noProbes: Prompt['probes'] = [];

const noEvents: Prompt['events'] = [];

/** Renders prompts; conditions share the parts that their levels render alike, so that many of them take little memory. */
export function* createPrompts(input: RenderInput): Steps<Prompts> {
  const { scenario } = input;
  const renderer = yield* createRenderer(input);
  const texts = new Map<Rendered, RenderedText>();
  const share = (rendered: Rendered): RenderedText => {
    const text = texts.get(rendered) ?? renderedText(rendered);
    texts.set(rendered, text);
    return text;
  };
  const empty = new Map<Text, Levels>();
  const noteEmpty = (user: readonly Rendered[], levels: Levels): void => {
    scenario.user.forEach((text, index) => {
      const message = user[index];
      if (message !== undefined && isBlank(message) && !empty.has(text)) empty.set(text, levels);
    });
  };
  const reachable = createReach();
  const happeningAt = (levels: Levels, shown: Prompt['documents']): Prompt['events'] =>
    scenario.events.filter(
      ({ when, document }) => holds(when, levels) && (document === null || shown.some(({ id }) => id === document)),
    );
  const sentAt = (levels: Levels): readonly Rendered[] =>
    [renderer.system, ...renderer.user].map((part) => part.at(levels));
  return {
    at(levels) {
      const user = renderer.user.map((part) => part.at(levels));
      noteEmpty(user, levels);
      const system = renderer.system.at(levels);
      // A system prompt of nothing but white space is refused by providers, and says nothing.
      const sent = [isBlank(system) ? nothing : system, ...user];
      const documents = renderer.documents.at(levels);
      const tools = renderer.tools.at(levels);
      const { byPointer } = renderer.words.at(levels);
      const prompt: Prompt = {
        system: sent[0] === nothing ? null : share(system),
        messages: user.map((text) => ({ role: 'user', content: share(text) })),
        turns: scenario.turns,
        documents: reachable(
          documents.shown,
          sent.some((text) => text.holdsDocuments),
          tools,
        ),
        tools,
        protocol: protocolAt(scenario.tools, levels),
        events: scenario.events.length === 0 ? noEvents : happeningAt(levels, documents.shown),
        probes:
          scenario.probes.length === 0
            ? noProbes
            : scenario.probes.map(({ id, ask }) => ({ id, ask: byPointer.get(ask.pointer) ?? ask.text })),
        scratchpadTags: scenario.tools.scratchpadTags,
        rendered: byPointer,
      };
      return { levels, prompt, sent };
    },
    warm: renderer.warm,
    templatesAt(levels) {
      const found = new Set<string>();
      for (const rendered of [...sentAt(levels), ...renderer.words.at(levels).rendered]) templatesIn(rendered, found);
      return found;
    },
    missing: renderer.missing,
    unpermitted: renderer.unpermitted,
    empty,
    parts: () => renderer.parts(),
  };
}
