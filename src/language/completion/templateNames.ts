import { reservedNames } from '../../core/scenario/names.ts';
import { documentFields } from '../../core/trial/names.ts';
import { escapeSnippet } from './sketch.ts';
import type { Completion, Proposal } from './completion.ts';
import { textRange } from '../../core/text/range.ts';
import type { KnownNames } from './knownNames.ts';
import { lineEnd } from './lines.ts';
import { isTemplateText } from './patterns.ts';
import type { Path, Place } from './place.ts';

/** The names that can stand between the braces before the cursor; null where the cursor is behind no `{{`. */
export function templateCompletions(
  text: string,
  at: number,
  place: Place,
  names: KnownNames,
): readonly Completion[] | null {
  if (place.role === 'key' || place.role === 'item') return null;
  const opened = /(?<!\\)\{\{[ \t]*[\w-]*(?:\.[\w-]*)?$/.exec(text.slice(place.start, at));
  if (opened === null) return null;
  if (!isTemplateText(place.path)) return [];
  const braces = place.start + opened.index;
  const rest = /^[\w.-]*(?:[ \t]*\}\})?/.exec(text.slice(at, Math.min(lineEnd(text, at), at + 200)))?.[0] ?? '';
  const end = at + rest.length;
  // YAML takes a value that begins with braces for a map, so the quotes are put in as well.
  const isBare = place.style === 'plain' && braces === place.start && place.end <= end;
  const start = isBare
    ? braces
    : braces + 2 + (/[ \t]*$/.exec(opened[0].slice(0, /[\w.-]*$/.exec(opened[0])?.index))?.[0].length ?? 0);
  const range = textRange(start, end);
  return proposals(place.path, names).map((proposal) => ({
    ...proposal,
    snippet: escapeSnippet(isBare ? `"{{${proposal.label}}}"` : `${proposal.label}}}`),
    filter: isBare ? `{{${proposal.label}}}` : proposal.label,
    inserting: range,
    replacing: range,
  }));
}

function proposals(path: Path, names: KnownNames): readonly Omit<Proposal, 'snippet'>[] {
  const isOwn = (section: string, name: string): boolean => path[0] === section && path[1] === name;
  const fields = path[0] === 'layout' && path[1] !== 'between' ? documentFields : [];
  const factors = names.all('factor').filter(({ name }) => !isOwn('factors', name));
  return [
    ...fields.map((label) => ({ label, kind: 'name', detail: 'of the document', documentation: '' }) as const),
    ...names
      .all('var')
      .filter(({ name }) => !isOwn('vars', name))
      .map(({ name, says }) => ({ label: name, kind: 'variable', detail: 'variable', documentation: says }) as const),
    ...factors.flatMap(({ name, says }): readonly Omit<Proposal, 'snippet'>[] => {
      if (names.levelsAre(name) === 'texts')
        return [{ label: name, kind: 'factor', detail: 'factor', documentation: says }];
      return names.all('factorField', name).map((field) => ({
        label: `${name}.${field.name}`,
        kind: 'factor',
        detail: `of factor ${name}`,
        documentation: says,
      }));
    }),
    ...reservedNames.map(
      (label) => ({ label, kind: 'name', detail: 'section', documentation: sections[label] ?? '' }) as const,
    ),
  ];
}

const sections: Readonly<Record<string, string>> = {
  documents: 'The documents that the condition shows, each in its layout.',
  tools: 'How to use the tools, under the text protocol.',
};
