import type { ParsedDocument } from '../core/document/parsedDocument.ts';
import type { ScenarioFile } from '../core/scenario/generated/scenarioFile.ts';
import { entries, field, type Part } from '../core/scenario/parts.ts';
import type { TextRange } from '../core/text/range.ts';
import { createPace, finish, type Steps } from '../core/text/steps.ts';
import { indexSteps, type NameIndex, type NameReference } from './nameIndex.ts';
import { templateTexts } from './nameIndex/templateTexts.ts';

/** What a `{{name}}` is: `escape` is `\{{`, `unknown` a name that stands for nothing. */
export const tokenKinds = ['variable', 'factor', 'field', 'section', 'unknown', 'escape'] as const;
export type TokenKind = (typeof tokenKinds)[number];

export interface TemplateToken {
  readonly range: TextRange;
  readonly kind: TokenKind;
}

/** The names and escapes of all texts of a file, in its order, none across lines and none twice. */
export function templateTokens(document: ParsedDocument): readonly TemplateToken[] {
  return finish(tokenSteps(document));
}

/** As `templateTokens`, in slices. */
export function* tokenSteps(document: ParsedDocument): Steps<readonly TemplateToken[]> {
  const names = yield* indexSteps(document);
  const root: Part<ScenarioFile> = { value: document.data ?? document.partial, pointer: '' };
  const kindOf = createKinds(names, root);
  const templates = names.references.filter(({ site }) => site === 'template');
  const tokens: TemplateToken[] = [];
  const pace = createPace();
  for (const [index, reference] of templates.entries()) {
    tokens.push({ range: reference.range, kind: kindOf(reference, templates[index + 1]) });
    if (pace.isDue()) yield;
  }
  tokens.push(...escapes(document, root));
  yield;
  return withoutOverlaps(document, tokens);
}

type KindOf = (reference: NameReference, next: NameReference | undefined) => TokenKind;

function createKinds(names: NameIndex, root: Part<ScenarioFile>): KindOf {
  const withText = new Set(
    entries(field(root, 'factors')).flatMap(([name, factor]) => {
      const levels = entries(field(factor, 'levels') as Part<Record<string, unknown>>);
      return levels.some(([, { value }]) => typeof value === 'string') ? [name] : [];
    }),
  );
  const isDefined = (reference: NameReference): boolean => names.definitionsOf(reference).length > 0;
  return (reference, next) => {
    switch (reference.kind) {
      case 'var':
        return 'variable';
      case 'factor': {
        // `{{factor}}` alone stands for a text; `{{factor.key}}` is two references, one after the other.
        const hasKey = next?.kind === 'factorField' && next.owner === reference.name && follows(reference, next);
        return hasKey || withText.has(reference.name) ? 'factor' : 'unknown';
      }
      case 'factorField':
        return isDefined(reference) ? 'field' : 'unknown';
      case 'layoutField':
        return 'field';
      case 'section':
        return 'section';
      default:
        return 'unknown';
    }
  };
}

function follows(factor: NameReference, key: NameReference): boolean {
  return factor.pointer === key.pointer && key.range.start === factor.range.end + 1;
}

function escapes(document: ParsedDocument, root: Part<ScenarioFile>): readonly TemplateToken[] {
  return templateTexts(root).flatMap(({ text, pointer }) =>
    [...text.matchAll(/\\\{\{/g)].map(({ index }) => ({
      range: document.stringRange(pointer, index, index + 3),
      kind: 'escape' as const,
    })),
  );
}

/** An anchor's text is met again at every alias; a name that an escape breaks over lines cannot be coloured. */
function withoutOverlaps(document: ParsedDocument, tokens: readonly TemplateToken[]): readonly TemplateToken[] {
  const lineOf = (at: TextRange['start']): number => document.lines.positionAt(at).line;
  let end = 0;
  return [...tokens]
    .sort((one, other) => one.range.start - other.range.start)
    .filter(({ range }) => {
      if (range.start < end || lineOf(range.start) !== lineOf(range.end)) return false;
      end = range.end;
      return range.end > range.start;
    });
}
