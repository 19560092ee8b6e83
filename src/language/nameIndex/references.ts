import type { ParsedDocument } from '../../core/document/parsedDocument.ts';
import type {
  ActionTrigger,
  AnswerRule,
  Classifier,
  LevelMatch,
  Match,
  ScenarioFile,
  When,
  WhenMap,
} from '../../core/scenario/generated/scenarioFile.ts';
import {
  entries,
  field,
  isList,
  isMap,
  isPresent,
  items,
  stringIn,
  stringsIn,
  type Part,
  type StringPart,
} from '../../core/scenario/parts.ts';
import { textRange } from '../../core/text/range.ts';
import { gatesIn, matchesIn, type LeafClause } from './gates.ts';
import { keyNameRange, type NameKind, type NameReference } from './occurrence.ts';

type Root = Part<ScenarioFile>;

/** Every use of a name as a key or a value, whether or not anything has that name. Uses in texts are `templateReferences`. */
export function readReferences(document: ParsedDocument, root: Root): readonly NameReference[] {
  const uses = new Uses(document);
  readFactorUses(uses, root);
  readWhens(uses, root);
  for (const classifier of items(field(root, 'classifiers'))) readClassifier(uses, classifier);
  readRules(uses, root);
  readEvents(uses, root);
  readExpectations(uses, root);
  return uses.found;
}

interface Within {
  readonly owner?: string | null;
  /** The characters of the string that are the name: all, unless said. */
  readonly from?: number;
  readonly to?: number;
}

class Uses {
  readonly found: NameReference[] = [];
  private readonly document: ParsedDocument;

  constructor(document: ParsedDocument) {
    this.document = document;
  }

  key(
    kind: NameKind,
    text: string,
    { pointer }: Part,
    { owner = null, from = 0, to = text.length }: Within = {},
  ): void {
    const { document } = this;
    this.found.push({
      kind,
      name: text.slice(from, to),
      owner,
      site: 'key',
      pointer,
      get range() {
        const { start } = keyNameRange(document, pointer);
        return textRange(start + from, start + to);
      },
    });
  }

  values(kind: NameKind, strings: readonly StringPart[], owner: string | null = null): void {
    for (const string of strings) this.value(kind, string, { owner });
  }

  /** The string of a value, or a part of it: `probe.ID`. */
  value(
    kind: NameKind,
    { text, pointer }: StringPart,
    { owner = null, from = 0, to = text.length }: Within = {},
  ): void {
    const { document } = this;
    this.found.push({
      kind,
      name: text.slice(from, to),
      owner,
      site: 'value',
      pointer,
      get range() {
        return document.stringRange(pointer, from, to);
      },
    });
  }

  when(part: Part<When>): void {
    const maps = isList(part) ? items(part as Part<readonly WhenMap[]>) : [part as Part<WhenMap>];
    for (const [factor, match] of maps.flatMap(entries)) {
      this.key('factor', factor, match);
      this.values('level', levelStrings(match), factor);
    }
  }
}

function levelStrings(match: Part<LevelMatch>): readonly StringPart[] {
  if (!isMap(match)) return stringsIn(match);
  const tests = match as Part<{ not: unknown; from: unknown }>;
  return [...stringsIn(field(tests, 'not')), ...one(field(tests, 'from'))];
}

/** A value that is one string and no list. */
function one(part: Part): readonly StringPart[] {
  const text = stringIn(part);
  return text === null ? [] : [{ text, pointer: part.pointer }];
}

function readFactorUses(uses: Uses, root: Root): void {
  for (const [name, factor] of entries(field(root, 'factors'))) {
    uses.values('level', one(field(factor, 'baseline')), name);
  }
  for (const condition of items(field(field(root, 'design'), 'conditions'))) {
    for (const [factor, level] of entries(condition)) {
      uses.key('factor', factor, level);
      uses.values('level', one(level), factor);
    }
  }
  const protocol = field(field(root, 'tools'), 'protocol') as Part<{ factor: string }>;
  uses.values('factor', one(field(protocol, 'factor')));
}

function readWhens(uses: Uses, root: Root): void {
  const alternatives = (part: Part): readonly Part[] => {
    if (isMap(part)) return [part];
    return items(part as Part<readonly unknown[]>).flatMap(alternatives);
  };
  const documents = items(field(root, 'documents'));
  const tools = items(field(field(root, 'tools'), 'use'));
  const texts = [
    ...entries(field(root, 'vars')).map(([, text]) => text),
    field(root, 'system'),
    field(root, 'user'),
    ...documents.map((document) => field(document, 'body')),
  ];
  const parts = tools.flatMap((tool) => [...items(field(tool, 'permission')), ...items(field(tool, 'returns'))]);
  const events = items(field(root, 'events'));
  const holders = [...texts.flatMap(alternatives), ...documents, ...tools, ...parts, ...events] as readonly Part<{
    when: When;
  }>[];
  uses.when(field(field(root, 'design'), 'only'));
  for (const holder of holders) uses.when(field(holder, 'when'));
  for (const tool of tools) {
    const owner = stringIn(field(tool, 'id')) ?? tool.pointer;
    for (const [, name] of entries(field(tool, 'args'))) uses.values('toolField', one(name), owner);
  }
}

function readClassifier(uses: Uses, classifier: Part<Classifier>): void {
  const gates = [field(classifier, 'gate'), ...items(field(classifier, 'asked'))];
  for (const gate of gates.flatMap(gatesIn)) readClause(uses, gate);
  const owner = stringIn(field(classifier, 'id')) ?? classifier.pointer;
  const labels = field(classifier, 'labels') as Part<{ otherwise: string }>;
  uses.values('label', one(field(labels, 'otherwise')), owner);
  for (const sees of [field(classifier, 'sees'), field(field(classifier, 'judge'), 'sees')]) {
    for (const source of stringsIn(sees))
      if (source.text.startsWith('probe.')) uses.value('probe', source, { from: 6 });
  }
  for (const example of items(field(classifier, 'examples'))) {
    readLabel(uses, field(example, 'expect'), owner, isPresent(labels));
    for (const action of items(field(example, 'actions'))) {
      const tool = field(action, 'tool');
      uses.values('tool', one(tool));
      for (const [name, value] of entries(action).filter(([name]) => name !== 'tool')) {
        uses.key('toolField', name, value, { owner: stringIn(tool) });
        if (name === 'document') uses.values('document', one(value));
      }
    }
  }
}

/** Without labels of its own, a classifier gives its id as the label. */
function readLabel(uses: Uses, part: Part, classifier: string, hasLabels: boolean): void {
  const isId = !hasLabels && part.value === classifier;
  uses.values(isId ? 'classifier' : 'label', one(part), isId ? null : classifier);
}

function readClause(uses: Uses, clause: LeafClause): void {
  if (clause.kind !== 'action') return;
  uses.values('tool', one(clause.action));
  readWhere(uses, stringIn(clause.action), clause.where);
}

function readRules(uses: Uses, root: Root): void {
  for (const tool of items(field(field(root, 'tools'), 'use'))) {
    for (const rule of items(field(tool, 'returns') as Part<readonly AnswerRule[]>))
      readWhere(uses, stringIn(field(tool, 'id')) ?? tool.pointer, entries(field(rule, 'where')));
  }
}

function readEvents(uses: Uses, root: Root): void {
  for (const event of items(field(root, 'events'))) {
    uses.values('document', one(field(event, 'document')));
    const after = field(event, 'after') as Part<ActionTrigger>;
    uses.values('tool', one(field(after, 'action')));
    readWhere(uses, stringIn(field(after, 'action')), entries(field(after, 'where')));
  }
}

/** The fields of an action, and the documents that they have to be. */
function readWhere(uses: Uses, tool: string | null, where: readonly (readonly [string, Part<Match>])[]): void {
  for (const [name, match] of where) {
    uses.key('toolField', name, match, { owner: tool });
    if (name !== 'document') continue;
    const ids = matchesIn(match)
      .filter((each) => !isMap(each))
      .flatMap(stringsIn);
    uses.values(
      'document',
      ids.filter(({ text }) => !text.includes('{{')),
    );
  }
}

/** What `ID`, or `ID.FLAG` of one that marks flags, names, and with which of its characters. */
function namesOfClassifier(text: string): readonly (Within & { readonly kind: NameKind })[] {
  const [id = ''] = text.split('.', 1);
  if (id === text) return [{ kind: 'classifier' }];
  return [
    { kind: 'classifier', to: id.length },
    { kind: 'label', owner: id, from: id.length + 1 },
  ];
}

function readExpectations(uses: Uses, root: Root): void {
  const withLabels = new Set(
    items(field(root, 'classifiers'))
      .filter((classifier) => isPresent(field(classifier, 'labels')))
      .map((classifier) => stringIn(field(classifier, 'id'))),
  );
  for (const expectation of items(field(root, 'expect'))) {
    for (const string of one(field(expectation, 'classifier'))) {
      for (const { kind, ...within } of namesOfClassifier(string.text)) uses.value(kind, string, within);
    }
    uses.when(field(expectation, 'where'));
    for (const [factor, levels] of entries(field(expectation, 'contrast'))) {
      uses.key('factor', factor, levels);
      uses.values('level', stringsIn(levels), factor);
    }
    for (const [classifier, label] of entries(field(expectation, 'given'))) {
      for (const { kind, ...within } of namesOfClassifier(classifier)) uses.key(kind, classifier, label, within);
      const [id = ''] = classifier.split('.', 1);
      readLabel(uses, label, id, withLabels.has(id));
    }
  }
}
