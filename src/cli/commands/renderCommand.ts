import { selectConditions } from '../../core/trial/trials.ts';
import type { Condition } from '../../core/trial/trial.ts';
import { eventText } from '../../core/view/eventWords.ts';
import { exitCode, UsageError } from '../exitCode.ts';
import { openScenario } from '../input/openScenario.ts';
import type { Output } from '../output.ts';
import { readWhere } from '../input/where.ts';

/** Prints what each condition sends. Exit code 2 for a scenario that cannot be rendered would hide problems: it is 1. */
export async function renderCommand(
  path: string,
  options: { readonly where: readonly string[] },
  output: Output,
): Promise<number> {
  const opened = await openScenario(path, output);
  if (opened === null) return exitCode.problems;
  const conditions = selectConditions(opened.conditions, readWhere(options.where, opened.scenario.factors));
  if (conditions.length === 0)
    throw new UsageError(`no condition of ${path} has ${options.where.join(' and ')}: the design leaves it out`);
  output.json({ conditions: conditions.map(conditionJson) });
  for (const condition of conditions) output.text(conditionText(condition, output));
  return exitCode.fine;
}

function conditionJson({ id, levels, same, prompt }: Condition) {
  return {
    id,
    levels,
    same,
    system: prompt.system?.text ?? null,
    messages: prompt.messages.map(({ role, content }) => ({ role, content: content.text })),
    events: prompt.events.map((event) => ({ id: event.id, ...eventText(event, prompt) })),
    probes: prompt.probes.map(({ id, ask }) => ({ id, ask })),
    tools: prompt.tools.map((tool) => ({
      id: tool.id,
      builtin: tool.builtin,
      tag: tool.tag,
      fields: tool.fields.map(({ name, written, type, required }) => ({ name, written, type, required })),
    })),
  };
}

function conditionText({ id, levels, same, prompt }: Condition, { colors }: Output): string {
  const names = (of: Readonly<Record<string, string>>): string =>
    Object.entries(of)
      .map(([factor, level]) => `${factor}=${level}`)
      .join(' ') || 'the only condition';
  return [
    colors.bold(`── ${names(levels)} (${id})`),
    ...same.map((other) => colors.dim(`   the same text: ${names(other)}`)),
    ...(prompt.system === null ? [] : [colors.cyan('system'), prompt.system.text]),
    ...prompt.messages.flatMap(({ role, content }) => [colors.cyan(role), content.text]),
    ...prompt.events.flatMap((event) => {
      const { title, told, brings } = eventText(event, prompt);
      return [colors.cyan(`event ${title}`), ...[told, brings ?? ''].filter((part) => part !== '')];
    }),
    ...prompt.probes.flatMap(({ id, ask }) => [colors.cyan(`probe ${id}`), ask]),
    ...(prompt.protocol === 'native' && prompt.tools.length > 0
      ? [colors.cyan('tools, sent beside the messages'), prompt.tools.map((tool) => tool.id).join(', ')]
      : []),
    '',
  ].join('\n');
}
