import { isFragmentKey } from '../../core/scenario/files/fragment.ts';
import type { ParsedDocument } from '../../core/document/parsedDocument.ts';
import { textRange, type Offset } from '../../core/text/range.ts';
import { branches, schemaNodes } from '../schemaNodes.ts';
import type { Completion, Proposal } from './completion.ts';
import { formProposals, keyProposals } from './keys.ts';
import { KnownNames } from './knownNames.ts';
import { lineStart, skipSpaces } from './lines.ts';
import type { KnownModels } from './models.ts';
import { matchesPattern } from './patterns.ts';
import type { Path, Place, Surroundings } from './place.ts';
import { valueSnippet, type Setting } from './sketch.ts';
import { parts } from './sketches.ts';
import { surroundingsAt, topLevelKeys } from './surroundings.ts';
import { templateCompletions } from './templateNames.ts';
import { valueProposals } from './values.ts';

export type { Completion, CompletionKind } from './completion.ts';
export type { KnownModels } from './models.ts';

export interface CompletionInput {
  readonly text: string;
  /** Earlier or equal texts that names are taken from, the latest first. */
  readonly documents: readonly ParsedDocument[];
  readonly models: KnownModels;
  /** A part of scenarios, which has few of their keys. */
  readonly isFragment?: boolean;
}

/** All that can stand at an offset of a text that is being typed, best first. Needs no parse of that very text. */
export function completionsAt(
  { text, documents, models, isFragment = false }: CompletionInput,
  at: Offset,
): readonly Completion[] {
  const around = surroundingsAt(text, at);
  const { place } = around;
  if (place === null) return [];
  const names = new KnownNames(documents);
  const templates = templateCompletions(text, at, place, names);
  if (templates !== null) return templates;
  const line = lineStart(text, at);
  const shift = Math.max(0, place.column - (skipSpaces(text, line) - line));
  const input: Here = { text, at, place, around, names, models, isFragment, setting: { flow: place.flow, shift } };
  return proposalsAt(input).map((proposal) => put(proposal, place, at));
}

interface Here {
  readonly text: string;
  readonly at: number;
  readonly place: Place;
  readonly around: Surroundings;
  readonly names: KnownNames;
  readonly models: KnownModels;
  readonly isFragment: boolean;
  readonly setting: Setting;
}

function proposalsAt(here: Here): readonly Proposal[] {
  const { place } = here;
  switch (place.role) {
    case 'key':
      return [...members(here, place.path), ...keys(here)];
    case 'value':
      return place.style === 'block' ? [] : [...values(here), ...forms(here)];
    case 'item':
      return dashed(items(here, place.path));
    case 'open': {
      if (place.style !== 'plain') return values(here);
      if (place.flow) return [...values(here), ...forms(here), ...wholes(here, place.path)];
      if (/^\d+$/.test(place.path.at(-1) ?? '')) return [...wholes(here, place.path), ...values(here), ...keys(here)];
      const own = dashed(items(here, place.path));
      return [...own, ...members(here, place.path), ...keys(here), ...(own.length > 0 ? [] : values(here))];
    }
  }
}

function keys({ text, at, place, around, names, isFragment, setting }: Here): readonly Proposal[] {
  const { path } = place;
  const existing = path.length === 0 ? topLevelKeys(text, at) : around.keysIn(path);
  const all = keyProposals({ path, existing, around, names, setting: place.hasColon ? null : setting });
  return isFragment ? all.filter(({ label }) => isFragmentKey([...path, label])) : all;
}

function forms({ place, around, names }: Here): readonly Proposal[] {
  return place.style === 'plain' ? formProposals({ path: place.path, around, names }) : [];
}

/** Values, each in brackets where a list must stand and has none yet. */
function values({ place, around, names, models }: Here): readonly Proposal[] {
  const input = { around, names, models };
  const direct = valueProposals({ ...input, path: place.path });
  if (direct.length > 0 || place.style !== 'plain' || !takesOnlyLists(place.path)) return direct;
  return valueProposals({ ...input, path: [...place.path, '0'] }).map((value) => ({
    ...value,
    snippet: `[${value.snippet}$0]`,
  }));
}

function takesOnlyLists(path: Path): boolean {
  const types = schemaNodes(path)
    .flatMap(branches)
    .map(({ type }) => type);
  return types.includes('array') && !types.includes('string');
}

/** What can be an item of the list at a path. */
function items(here: Here, path: Path): readonly Proposal[] {
  const isList = schemaNodes(path)
    .flatMap(branches)
    .some(({ type }) => type === 'array');
  if (!isList) return [];
  const inner = [...path, String(here.around.itemsIn(path).length)];
  const { around, names, models } = here;
  // The dash comes first.
  const setting = { ...here.setting, shift: here.setting.shift + 2 };
  return [...wholes({ ...here, setting }, inner), ...valueProposals({ path: inner, around, names, models })];
}

function dashed(proposals: readonly Proposal[]): readonly Proposal[] {
  return proposals.map((proposal) => ({ ...proposal, snippet: `- ${proposal.snippet}` }));
}

/** Whole items of the list that the path is in. */
function wholes({ setting }: Here, path: Path): readonly Proposal[] {
  return parts
    .filter(({ at }) => at.endsWith('/*') && matchesPattern(path, at))
    .map(({ label, says, sketch }) => whole(label, says, valueSnippet(sketch, setting)));
}

/** Whole entries of the map at a path, whose names the author chooses. */
function members({ text, at, place, isFragment, setting }: Here, path: Path): readonly Proposal[] {
  if (place.hasColon || place.flow) return [];
  if (path.length === 0 && (isFragment || topLevelKeys(text, at).length > 0)) return [];
  return parts
    .filter((part) => !part.at.endsWith('/*') && matchesPattern(path, part.at))
    .map(({ label, says, sketch }) => whole(label, says, valueSnippet(sketch, setting)));
}

function whole(label: string, says: string, snippet: string): Proposal {
  return { label, kind: 'part', detail: '', documentation: says, snippet };
}

function put(proposal: Proposal, place: Place, at: number): Completion {
  return {
    ...proposal,
    snippet: place.needsSpace ? ` ${proposal.snippet}` : proposal.snippet,
    filter: proposal.label,
    inserting: textRange(place.start, Math.max(place.start, at)),
    replacing: textRange(place.start, Math.max(place.end, at)),
  };
}
