/**
 * `npm run generate`: from the schemas to types, validators and the reference page, from the built-in classifiers to theirs, and from the services' libraries to the
 * names of their models. With `--check` nothing is written; a file that differs from what would be written is named, and the
 * exit code is 1.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { compile } from 'json-schema-to-typescript';
import { withBorrowed } from './borrowed.ts';
import { builtinReference } from './builtinReference.ts';
import { compileValidator } from './compileValidator.ts';
import { formatReference } from './formatReference.ts';
import { modelIdsModule } from './modelIds.ts';
import type { Schema } from './unions.ts';

interface Source {
  readonly schema: string;
  readonly folder: string;
  readonly validator: string;
  /** The file of types and the name of its root type; null where the types are written by hand. */
  readonly types: { readonly file: string; readonly root: string } | null;
  /** The reference page and its heading; null where readers need none. */
  readonly page: { readonly file: string; readonly title: string } | null;
}

const root = join(import.meta.dirname, '..');

const sources: readonly Source[] = [
  {
    schema: 'schemas/scenario.schema.json',
    folder: 'src/core/scenario/generated',
    validator: 'validateScenario',
    types: { file: 'scenarioFile.ts', root: 'ScenarioFile' },
    page: { file: 'docs/format.md', title: 'The scenario format' },
  },
  {
    schema: 'schemas/scripted-model.schema.json',
    folder: 'src/providers/generated',
    validator: 'validateScriptedModel',
    types: { file: 'scriptedModelFile.ts', root: 'ScriptedModelFile' },
    page: { file: 'docs/scripted-model-format.md', title: 'The format of scripted models' },
  },
  {
    schema: 'schemas/approvals.schema.json',
    folder: 'src/core/run/generated',
    validator: 'validateApprovals',
    types: null,
    page: null,
  },
  {
    schema: 'schemas/run.schema.json',
    folder: 'src/core/run/generated',
    validator: 'validateManifest',
    types: null,
    page: null,
  },
];

const banner = (schema: string): string => `// Generated from ${schema} by \`npm run generate\`. Do not edit.\n`;

async function generate(): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  const scenario = await readSchema('schemas/scenario.schema.json');
  for (const source of sources) {
    const schema = withBorrowed(await readSchema(source.schema), scenario);
    const path = (name: string): string => `${source.folder}/${name}`;
    const up = source.folder.startsWith('src/core/') ? '../..' : '../../core';
    if (source.page) files.set(source.page.file, formatReference(schema, source.page.title, source.schema));
    if (source.types) files.set(path(source.types.file), await typesOf(schema, source.schema, source.types.root));
    files.set(
      path(`${source.validator}.js`),
      banner(source.schema) + (await compileValidator(schema, source.validator)),
    );
    files.set(
      path(`${source.validator}.d.ts`),
      `${banner(source.schema)}import type { SchemaError } from '${up}/document/schemaError.ts';

/** What is wrong with the data; empty where it is as the schema says. The data must not be deeper than a parsed document. */
export declare function ${source.validator}(data: unknown): readonly SchemaError[];
`,
    );
  }
  files.set('docs/builtin-classifiers.md', builtinReference());
  files.set('src/language/generated/models.ts', await modelIdsModule(root));
  return files;
}

async function readSchema(path: string): Promise<Schema> {
  return JSON.parse(await readFile(join(root, path), 'utf8')) as Schema;
}

function typesOf(schema: Schema, path: string, name: string): Promise<string> {
  return compile({ ...schema, title: name }, name, {
    bannerComment: banner(path).trimEnd(),
    additionalProperties: false,
    unreachableDefinitions: true,
    style: { printWidth: 120, singleQuote: true, trailingComma: 'all' },
  });
}

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const stale: string[] = [];
for (const [path, text] of await generate()) {
  const file = join(root, path);
  const current = existsSync(file) ? await readFile(file, 'utf8') : null;
  if (current === text) continue;
  stale.push(path);
  if (values.check) continue;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
for (const path of stale) console.log(values.check ? `not as the schemas say: ${path}` : `wrote ${path}`);
if (values.check && stale.length > 0) {
  console.log('Run `npm run generate` and commit what it writes.');
  process.exitCode = 1;
}
