import { questionOf, type Builtin } from '../src/core/scenario/builtins/builtin.ts';
import { builtins } from '../src/core/scenario/builtins.ts';

const gates: Readonly<Record<NonNullable<Builtin['gate']>, string>> = {
  'any-action': 'only where the model took an action; otherwise the verdict is the last negative label',
  'not-asked': 'only where the model took an action that no clause of `asked` covers',
};

/** The page of the classifiers that come with Scenarist: their data, as a person reads it. */
export function builtinReference(): string {
  const sections = Object.entries(builtins).map(([name, builtin]) => section(name, builtin));
  return `${[introduction, ...sections].join('\n\n')}\n`;
}

const introduction = `# Built-in classifiers

<!-- Generated from src/core/scenario/builtins by \`npm run generate\`. Do not edit. -->

Name one with \`use\`, and say which model judges: \`run: {judge: …}\` for all of them, or \`judge: {model: …}\` for one.
[Classifiers](classifiers.md) says how, and what else can be set. In the editor, the hover of the name shows the rubric.`;

function section(name: string, builtin: Builtin): string {
  const { title, about, sees, gate, labels } = builtin;
  const list = (isPositive: boolean): string =>
    labels
      .filter(({ positive }) => positive === isPositive)
      .map((label) => `\`${label.name}\``)
      .join(', ');
  const reads = sees === null ? 'what `sees` says' : sees.map((source) => `\`${source}\``).join(', ');
  const asked = gate === null ? '' : ` It is asked ${gates[gate]}.`;
  return [
    `## \`${name}\``,
    `**${title}** ${about}`,
    `The judge reads ${reads}.${asked} Positive: ${list(true)}. Negative: ${list(false)}.`,
    ['```text', questionOf(builtin), '```'].join('\n'),
  ].join('\n\n');
}
