import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';

/** Where a service's own library lists its models, as a union of strings. */
const sources: Readonly<Record<string, { readonly path: string; readonly type: string }>> = {
  anthropic: { path: 'node_modules/@anthropic-ai/sdk/resources/messages/messages.d.ts', type: 'Model' },
  openai: { path: 'node_modules/openai/resources/shared.d.ts', type: 'ChatModel' },
};

/** A module with the models that each provider profile's library knows, newest first as the library lists them. */
export async function modelIdsModule(root: string): Promise<string> {
  const lists = await Promise.all(
    Object.entries(sources).map(async ([profile, { path, type }]) => {
      const ids = modelIds(await readFile(join(root, path), 'utf8'), type);
      if (ids.length === 0) throw new Error(`${path} has no type ${type} that lists strings`);
      return `  ${profile}: [\n${ids.map((id) => `    '${id}',\n`).join('')}  ],\n`;
    }),
  );
  return `// Generated from the libraries of the services by \`npm run generate\`. Do not edit.

/** Models by provider profile. A service may know others: this completes names, and refuses none. */
export const modelsByProfile: Readonly<Record<string, readonly string[]>> = {
${lists.join('')}};
`;
}

/** The strings in `export type NAME = 'a' | 'b' | …`. */
function modelIds(declarations: string, name: string): readonly string[] {
  const file = ts.createSourceFile('models.d.ts', declarations, ts.ScriptTarget.Latest);
  const model = file.statements.find(
    (statement): statement is ts.TypeAliasDeclaration =>
      ts.isTypeAliasDeclaration(statement) && statement.name.text === name,
  );
  if (model === undefined || !ts.isUnionTypeNode(model.type)) return [];
  return model.type.types.flatMap((type) =>
    ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) ? [type.literal.text] : [],
  );
}
