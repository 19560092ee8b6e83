import type { DeclaredTool, Levels, Scenario, Tool } from '../scenario/scenario.ts';
import { dependent, type Dependent } from './dependent.ts';
import type { Condition, Prompt } from './trial.ts';
import { factorsOf, holds } from './when.ts';

/**
 * The tools of a condition, with what they may do and answer in it. A tool without a permission that holds is denied, and noted
 * with the first levels at which that was so: an error of the file, so that it is never run.
 */
export function offeredTools({ tools }: Scenario, unpermitted: Map<DeclaredTool, Levels>): Dependent<readonly Tool[]> {
  const factors = new Set(tools.use.flatMap((tool) => whensOf(tool).flatMap(factorsOf)));
  const offered = ({ permissions, ...tool }: DeclaredTool, declared: DeclaredTool, levels: Levels): Tool => {
    const held = permissions.find(({ when }) => holds(when, levels));
    if (held === undefined && !unpermitted.has(declared)) unpermitted.set(declared, levels);
    const returns = tool.returns.filter(({ when }) => holds(when, levels));
    return { ...tool, returns, permission: held?.permission ?? 'deny' };
  };
  return dependent(factors, (levels) =>
    tools.use.filter(({ when }) => holds(when, levels)).map((tool) => offered(tool, tool, levels)),
  );
}

/** All that decides on a tool in a condition. */
export function whensOf({ when, permissions, returns }: DeclaredTool) {
  return [when, ...[...permissions, ...returns].map((part) => part.when)];
}

/** The tools that ask before they act, of conditions in which somebody may be asked. */
export function askingTools(conditions: readonly Pick<Condition, 'prompt'>[]): readonly Tool[] {
  return conditions.flatMap(({ prompt }) =>
    tellsResults(prompt) ? prompt.tools.filter(({ permission }) => permission === 'ask') : [],
  );
}

/** Whether the model may be told what its actions got: where it is not, they get nothing, and nobody is asked. */
function tellsResults({
  turns,
  messages,
  protocol,
  probes,
}: Pick<Prompt, 'turns' | 'protocol'> & Readonly<Record<'messages' | 'probes', readonly unknown[]>>): boolean {
  return turns > messages.length || (protocol === 'native' && (turns > 1 || probes.length > 0));
}
