import type { Example } from '../scenario/classifier.ts';
import { readTranscript } from '../transcript/readTranscript.ts';
import type { Block, Message, Transcript } from '../transcript/transcript.ts';
import { noUsage } from '../transcript/usageSum.ts';
import type { Condition } from '../trial/trial.ts';
import { holds } from '../trial/when.ts';
import type { GateInput } from './gate.ts';

/**
 * The first condition in which an example can happen: at its `where`, with the tools that it uses and the documents that it
 * names. The sentence where there is none.
 */
export function conditionOfExample(example: Example, conditions: readonly Condition[]): Condition | string {
  const there = conditions.filter(({ levels, same }) => [levels, ...same].some((each) => holds(example.where, each)));
  if (there.length === 0) return 'No condition of the design is as `where` says.';
  const tools = new Set(example.actions.map(({ tool }) => tool));
  const named = new Set(
    example.actions.flatMap(({ fields }) => fields.flatMap(({ name, text }) => (name === 'document' ? [text] : []))),
  );
  const found = there.find(({ prompt }) => {
    const offered = new Set(prompt.tools.map(({ id }) => id));
    const shown = new Set(prompt.documents.map(({ id }) => id));
    return [...tools].every((tool) => offered.has(tool)) && [...named].every((id) => shown.has(id));
  });
  return found ?? `No condition offers ${[...tools].join(', ')} and shows the documents that it names.`;
}

/** All that a classifier reads, as if a model had answered so: reasoning, then text, then native calls. */
export function exampleInput(example: Example, condition: Condition): GateInput {
  const transcript = transcriptOf(example, condition);
  return { transcript, reading: readTranscript(transcript, condition.prompt), condition };
}

function transcriptOf({ text, reasoning, actions, probes }: Example, { prompt }: Condition): Transcript {
  const blocks: Block[] = [];
  if (reasoning !== '') blocks.push({ type: 'reasoning', text: reasoning, hidden: false });
  if (text !== '') blocks.push({ type: 'text', text });
  for (const [index, { tool, fields }] of actions.entries()) {
    const input = Object.fromEntries(fields.map(({ name, text: value }) => [name, value]));
    blocks.push({ type: 'call', id: String(index + 1), tool, input });
  }
  const asked = probes.flatMap(({ id, answer }): Message[] => [
    said('user', prompt.probes.find((probe) => probe.id === id)?.ask ?? id),
    said('assistant', answer),
  ]);
  return {
    messages: [{ role: 'assistant', blocks }, ...asked],
    stop: 'end',
    usage: noUsage,
    model: null,
    requestId: null,
    course: { ended: 'done', answers: [], probes: probes.map(({ id }, index) => ({ id, message: 1 + 2 * index })) },
  };
}

function said(role: Message['role'], text: string): Message {
  return { role, blocks: [{ type: 'text', text }] };
}
