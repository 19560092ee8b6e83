import type { ParsedDocument } from '../../core/document/parsedDocument.ts';
import type { ScenarioFile } from '../../core/scenario/generated/scenarioFile.ts';
import type { Part } from '../../core/scenario/parts.ts';
import { createPace, type Steps } from '../../core/text/steps.ts';
import { parseTemplate, type NamePiece } from '../../core/trial/template.ts';
import type { Name, NameDefinition, NameReference } from './occurrence.ts';
import { templateTexts, type TemplateText } from './templateTexts.ts';

/** Every `{{name}}` of the file: `{{factor.key}}` is two references, of the factor and of its key. */
export function* templateReferences(
  document: ParsedDocument,
  root: Part<ScenarioFile>,
  definitions: readonly NameDefinition[],
): Steps<readonly NameReference[]> {
  const pace = createPace();
  const named = (kind: NameDefinition['kind']): ReadonlySet<string> =>
    new Set(definitions.filter((each) => each.kind === kind).map(({ name }) => name));
  const scope: Scope = { vars: named('var'), factors: named('factor') };
  const found: NameReference[] = [];
  for (const text of templateTexts(root)) {
    if (!text.text.includes('{{')) continue;
    for (const piece of parseTemplate(text).names) {
      for (const { from, length, ...name } of namesOf(piece, text, scope)) {
        const { pointer } = text;
        found.push({
          ...name,
          site: 'template',
          pointer,
          get range() {
            return document.stringRange(pointer, from, from + length);
          },
        });
      }
    }
    if (pace.isDue()) yield;
  }
  return found;
}

interface Scope {
  readonly vars: ReadonlySet<string>;
  readonly factors: ReadonlySet<string>;
}

type PlacedName = Name & { readonly from: number; readonly length: number };

/** A variable comes before a factor of the same name, as it does when the text is rendered. */
function namesOf({ name, nameStart: from }: NamePiece, { fields }: TemplateText, scope: Scope): readonly PlacedName[] {
  const whole = { name, owner: null, from, length: name.length };
  if (fields.includes(name)) return [{ kind: 'layoutField', ...whole }];
  if (scope.vars.has(name)) return [{ kind: 'var', ...whole }];
  if (scope.factors.has(name)) return [{ kind: 'factor', ...whole }];
  if (name === 'documents' || name === 'tools') return [{ kind: 'section', ...whole }];
  const [factor = '', key] = name.split('.');
  if (key === undefined || !scope.factors.has(factor)) return [{ kind: 'unknown', ...whole }];
  return [
    { kind: 'factor', name: factor, owner: null, from, length: factor.length },
    { kind: 'factorField', name: key, owner: factor, from: from + factor.length + 1, length: key.length },
  ];
}
