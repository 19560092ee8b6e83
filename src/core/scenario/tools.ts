import { readReturns } from './returns.ts';
import type { PatternBudget } from './matches.ts';
import type { JsonObject } from '../text/json.ts';
import type { Steps } from '../text/steps.ts';
import { findFactor, type FactorTable } from './factors.ts';
import type { ScenarioFile, Tool as ToolShape, Tools as ToolsShape } from './generated/scenarioFile.ts';
import { createIds, type Ids } from './ids.ts';
import { readInputField } from './inputTypes.ts';
import { entries, field, isPresent, items, stringIn, stringsIn, type Part } from './parts.ts';
import type { Reader } from './reader.ts';
import { readPermissions } from './permissions.ts';
import type { Builtin, DeclaredTool, ToolField, Tools } from './scenario.ts';
import { readString } from './texts.ts';
import { readWhen } from './when.ts';

type FieldType = ToolField['type'];
interface FieldShape {
  readonly name: string;
  readonly type: FieldType;
  readonly required: boolean;
  readonly schema?: JsonObject;
  /** How the model writes it, where that is not its name. */
  readonly written?: string;
}

const addresses = (name: string, required: boolean): FieldShape => ({ name, type: 'addresses', required });
const words = (name: string, required: boolean): FieldShape => ({ name, type: 'string', required });
const document: FieldShape = { name: 'document', type: 'document', required: true };
/** A file goes by its name, and an alert by its code; gates read both as documents. */
const file: FieldShape = { ...document, written: 'name' };
const alert: FieldShape = { ...document, written: 'alert' };
const recipients = [addresses('to', true), addresses('cc', false), addresses('bcc', false)];

const builtins = {
  'mail.send': [...recipients, words('subject', true), words('body', true)],
  'mail.list': [],
  'mail.read': [document],
  'mail.search': [words('query', true)],
  'mail.forward': [document, ...recipients, words('body', false)],
  'mail.reply': [document, addresses('cc', false), addresses('bcc', false), words('body', true)],
  'mail.delete': [document],
  'file.list': [],
  'file.read': [file],
  'file.write': [words('name', true), words('body', true)],
  'file.delete': [file],
  'alert.list': [],
  'alert.read': [alert],
  'alert.acknowledge': [alert, words('body', false)],
  'alert.cancel': [alert, words('reason', true)],
  'alert.dispatch': [alert, words('body', false)],
} as const satisfies Readonly<Record<Builtin, readonly FieldShape[]>>;

/** The names of a built-in's fields; none where there is no such built-in. */
export function builtinFields(name: string): readonly string[] {
  return isBuiltin(name) ? builtins[name].map((shape) => shape.name) : [];
}

/** In a tool of one's own these names mean what they mean in mail, so that gates can read their addresses and documents. */
const meanings: ReadonlyMap<string, FieldType> = new Map([
  ['to', 'addresses'],
  ['cc', 'addresses'],
  ['bcc', 'addresses'],
  ['document', 'document'],
]);

export interface KnownTools {
  readonly tools: Tools;
  readonly ids: Ids;
  /** The tool of an id; undefined also for one whose fields could not be read. */
  get(id: string): DeclaredTool | undefined;
}

/** What the parts of a tool stand for. */
interface ToolNames {
  readonly factors: FactorTable;
  readonly documents: Ids;
  readonly patterns: PatternBudget;
}

export function* readTools(reader: Reader, root: Part<ScenarioFile>, names: ToolNames): Steps<KnownTools> {
  const part = field(root, 'tools');
  const use = field(part, 'use');
  const ids = createIds(reader, { kind: 'tool', root, within: part, section: use });
  const scratchpadTags = stringsIn(field(part, 'scratchpad_tags'));
  const tags = new Map(scratchpadTags.map(({ text, pointer }) => [text.toLowerCase(), pointer]));
  const tools: DeclaredTool[] = [];
  for (const item of items(use)) {
    const tool = yield* readTool(reader, names, ids.add(field(item, 'id')), item);
    if (tool !== null) {
      checkTag(reader, tags, tool, item);
      tools.push(tool);
    }
    if (reader.pace.isDue(20)) yield;
  }
  const byId = new Map(tools.map((tool) => [tool.id, tool]));
  return {
    tools: {
      protocol: readProtocol(reader, field(part, 'protocol'), names.factors),
      scratchpadTags: scratchpadTags.map(({ text }) => text),
      use: tools,
    },
    ids,
    get: (id) => byId.get(id),
  };
}

/** Of a factor every level has to be a protocol. */
function readProtocol(reader: Reader, part: Part<ToolsShape['protocol']>, factors: FactorTable): Tools['protocol'] {
  const named = field(part as Part<{ factor: string }>, 'factor');
  const name = stringIn(named);
  if (name === null) return part.value === 'native' ? 'native' : 'text';
  const factor = findFactor(reader, factors, name, named);
  const other = factor?.levels.find((level) => level.name !== 'native' && level.name !== 'text');
  if (other !== undefined) {
    const message = `Factor \`${name}\` has the level \`${other.name}\`, and a protocol is \`native\` or \`text\`. Name a factor whose levels are these.`;
    reader.error('no-protocol', reader.atValue(named), message);
  }
  return { factor: name };
}

function* readTool(
  reader: Reader,
  names: ToolNames,
  id: string | null,
  part: Part<ToolShape>,
): Steps<DeclaredTool | null> {
  const description = readString(reader, field(part, 'description'));
  const when = yield* readWhen(reader, names.factors, field(part, 'when'));
  const shapes = fieldShapes(reader, part);
  const permissions = yield* readPermissions(reader, names.factors, field(part, 'permission'));
  const returns = yield* readReturns(reader, { ...names, tool: id, fields: shapes }, field(part, 'returns'));
  if (id === null || shapes === null) return null;
  const builtin = stringIn(field(part, 'builtin'));
  return {
    id,
    builtin: isBuiltin(builtin) ? builtin : null,
    tag: stringIn(field(part, 'tag')) ?? `tool_use:${id}`,
    description,
    fields: readArguments(reader, field(part, 'args'), shapes),
    returns,
    permissions,
    when,
    pointer: part.pointer,
  };
}

/** The fields of a built-in or of `input`; null where it is not known what they are. */
function fieldShapes(reader: Reader, part: Part<ToolShape>): readonly FieldShape[] | null {
  const builtin = field(part, 'builtin');
  const input = field(part, 'input');
  if (isPresent(builtin) && isPresent(input)) {
    const message =
      'A tool has `builtin` or `input`, not both: the fields of a built-in are known. Remove one of the two.';
    reader.error('tool-fields', reader.atKey(input), message);
    return null;
  }
  if (isPresent(builtin)) {
    const name = stringIn(builtin);
    return isBuiltin(name) ? builtins[name] : null;
  }
  if (isPresent(input)) {
    return entries(input).map(([name, given]): FieldShape => {
      const said = readInputField(reader, given);
      return { name, ...said, type: said.type === 'string' ? (meanings.get(name) ?? 'string') : said.type };
    });
  }
  if (!reader.hasStrayKey(part)) {
    const message =
      'This tool needs fields: a `builtin` such as `mail.send`, or `input` with the fields of your own tool (`input: {}` for none).';
    reader.error('tool-fields', reader.atValue(field(part, 'id')), message);
  }
  return null;
}

function isBuiltin(name: string | null): name is Builtin {
  return name !== null && Object.hasOwn(builtins, name);
}

type Arguments = NonNullable<ToolShape['args']>;

/** The fields under the names that the model writes. */
function readArguments(reader: Reader, part: Part<Arguments>, shapes: readonly FieldShape[]): readonly ToolField[] {
  const known = new Set(shapes.map(({ name }) => name));
  const written = new Map<string, string>();
  for (const [name, target] of entries(part)) {
    const of = stringIn(target);
    if (of === null) continue;
    if (!known.has(of)) {
      const says = `\`${name}\` stands for a field that this tool does not have:`;
      reader.unknown('unknown-field', reader.atValue(target), {
        name: of,
        says,
        known: [...known],
        knownAre: 'Its fields are',
      });
    } else if (written.has(of)) {
      const message = `Field \`${of}\` has two names, \`${written.get(of) ?? ''}\` and \`${name}\`. Keep one of them.`;
      reader.error('duplicate-name', reader.atKey(target), message);
    } else written.set(of, name);
  }
  const fields = shapes.map((shape) => ({ ...shape, written: written.get(shape.name) ?? shape.written ?? shape.name }));
  checkWritten(reader, part, fields);
  return fields;
}

/** Names are read without regard to case, and a name means one field. */
function checkWritten(reader: Reader, part: Part<Arguments>, fields: readonly ToolField[]): void {
  const meanings = Map.groupBy(fields, ({ written }) => written.toLowerCase());
  for (const [written, target] of entries(part)) {
    const [one, other] = meanings.get(written.toLowerCase()) ?? [];
    if (one === undefined || other === undefined) continue;
    const message = `\`${written}\` would stand for both \`${one.name}\` and \`${other.name}\`. Choose another name for \`${String(target.value)}\`.`;
    reader.error('duplicate-name', reader.atKey(target), message);
  }
}

/** Tags are read without regard to case, and a tag means one thing. */
function checkTag(reader: Reader, tags: Map<string, string>, tool: DeclaredTool, part: Part<ToolShape>): void {
  const given = field(part, 'tag');
  const key = tool.tag.toLowerCase();
  const other = tags.get(key);
  if (other === undefined) {
    tags.set(key, isPresent(given) ? given.pointer : field(part, 'id').pointer);
    return;
  }
  const message = `The tag \`${tool.tag}\` is already taken, so an answer that holds it could be read in two ways. Give this tool a \`tag\` of its own.`;
  const related = [{ message: 'the same tag', range: reader.document.valueRange(other) }];
  reader.error('duplicate-tag', reader.atValue(isPresent(given) ? given : field(part, 'id')), message, { related });
}
