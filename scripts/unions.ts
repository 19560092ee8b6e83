/**
 * Unions of the schemas. `anyOf` is what other tools understand, but ajv answers a typo inside it with the errors of every
 * branch. So before compiling, each `anyOf` is rewritten to say by what its branches differ: the JSON type (`byType`) or
 * the one key that is present (`byKey`). keywords.ts then checks only the branch that was meant. `byTypeWords` are those
 * that a text has to be one of, for the error of a value of no type.
 */
import { isObject } from '../src/core/text/json.ts';

export type Schema = Readonly<Record<string, unknown>>;

/** The schema with every `anyOf` rewritten, and each `propertyNames` in place. Throws where the branches cannot be told apart by type or by key. */
export function rewriteUnions(root: Schema): Schema {
  const rewrite = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) return value.map((item, index) => rewrite(item, `${path}/${index}`));
    if (!isObject(value)) return value;
    const { anyOf, ...rest } = value;
    const copy = Object.fromEntries(Object.entries(rest).map(([key, item]) => [key, rewrite(item, `${path}/${key}`)]));
    // Written out in place, because ajv names the wrong key only in errors of a schema that is not behind a reference.
    if (isObject(rest['propertyNames'])) copy['propertyNames'] = resolveReference(root, rest['propertyNames']);
    if (!Array.isArray(anyOf)) return copy;
    const branches = anyOf.filter(isObject).map((branch, index) => rewriteBranch(branch, `${path}/anyOf/${index}`));
    return { ...copy, ...chooseByType(branches, path) };
  };
  const rewriteBranch = (schema: Schema, path: string): Branch => {
    const target = resolveReference(root, schema);
    const { type, required, enum: words } = target;
    if (typeof type !== 'string') throw new Error(`${path}: a branch of anyOf needs one type`);
    const stringsOf = (value: unknown): readonly string[] => (isStringArray(value) ? value : []);
    return { type, required: stringsOf(required), words: stringsOf(words), schema: rewrite(schema, path) };
  };
  const rewritten = rewrite(root, '#');
  if (!isObject(rewritten)) throw new Error('a schema is a map');
  return rewritten;
}

interface Branch {
  readonly type: string;
  readonly required: readonly string[];
  readonly words: readonly string[];
  readonly schema: unknown;
}

function chooseByType(branches: readonly Branch[], path: string): Schema {
  const groups = Map.groupBy(branches, (branch) => branch.type);
  const byType = Object.fromEntries([...groups].map(([type, group]) => [type, chooseByKey(type, group, path)]));
  const words = branches.flatMap((branch) => branch.words);
  return { byType, ...(words.length > 0 && { byTypeWords: words }) };
}

function chooseByKey(type: string, branches: readonly Branch[], path: string): unknown {
  const [first] = branches;
  if (first && branches.length === 1) return first.schema;
  if (type !== 'object') throw new Error(`${path}: two branches of anyOf are of type ${type}`);
  const byKey = branches.map((branch) => {
    const others = branches.filter((other) => other !== branch).flatMap((other) => other.required);
    const key = branch.required.find((name) => !others.includes(name));
    if (key === undefined) throw new Error(`${path}: a branch of anyOf requires no key that the others do not`);
    return [key, branch.schema] as const;
  });
  return { type: 'object', byKey: Object.fromEntries(byKey) };
}

export function resolveReference(root: Schema, schema: Schema): Schema {
  const reference = schema['$ref'];
  if (typeof reference !== 'string') return schema;
  const name = reference.replace(/^#\/definitions\//, '');
  const definitions = root['definitions'];
  const target = isObject(definitions) ? definitions[name] : undefined;
  if (!isObject(target)) throw new Error(`nothing is at ${reference}`);
  return resolveReference(root, target);
}

function isStringArray(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
