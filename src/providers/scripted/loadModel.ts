import { ProviderError } from '../../core/provider/providerError.ts';
import { readScriptedModel, type ScriptedModel } from './scriptedModel.ts';

/** The model of a file's text. Throws a `ProviderError` that names the line of its first error. */
export function loadModel(text: string, file: string): ScriptedModel {
  const { model, problems, document } = readScriptedModel(text);
  if (model) return model;
  const errors = problems.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (!first) throw new ProviderError('invalid_request', `${file} holds no rules.`);
  const { line, character } = document.lines.positionAt(first.range.start);
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  throw new ProviderError('invalid_request', `${file}:${line + 1}:${character + 1}: ${first.message}${more}`);
}
