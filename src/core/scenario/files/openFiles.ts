import { parseDocumentSliced } from '../../document/parseDocument.ts';
import { limits } from '../../document/limits.ts';
import type { ParsedDocument } from '../../document/parsedDocument.ts';
import type { Signal, Yield } from '../../text/ports.ts';
import type { Problem } from '../../text/problem.ts';
import { finishSliced } from '../../text/steps.ts';
import { isObject } from '../../text/json.ts';
import type { ScenarioFile } from '../generated/scenarioFile.ts';
import type { Part, StringPart } from '../parts.ts';
import { problemOf } from '../schemaFinding.ts';
import type { FileRefusal, Files } from './files.ts';
import { fragmentSteps } from './fragment.ts';
import { joinFiles } from './joinFiles.ts';
import { namedBodies, namedFragments } from './namedFiles.ts';
import { refusePath, resolvePath } from './paths.ts';
import { readTextFile, type TextFile } from './textFile.ts';
import type { YamlFile } from './yamlFile.ts';

export interface Opening {
  readonly files: Files;
  readonly yieldControl: Yield;
  readonly signal?: Signal;
}

/**
 * A scenario with all the files that it names, as one document: itself where it names none. What cannot be read is a problem
 * where it is named, and the scenario goes on without it. Throws `WorkAborted` when the signal aborts.
 */
export async function openFiles(document: ParsedDocument, opening: Opening): Promise<ParsedDocument> {
  const root = rootOf(document);
  const included = namedFragments(root);
  if (included.length === 0 && namedBodies(root).length === 0) return document;
  const opener = new Opener(document, opening);
  const fragments: YamlFile[] = [];
  for (const place of included) {
    const fragment = await opener.fragment(place);
    if (fragment !== null) fragments.push(fragment);
  }
  const scenario = await opener.scenario(fragments.length === included.length && fragments.every(isRead));
  return joinFiles(scenario, fragments);
}

function rootOf({ data }: ParsedDocument): Part<ScenarioFile> {
  return { value: data, pointer: '' };
}

function isRead({ document }: YamlFile): boolean {
  return document.data !== undefined;
}

/** More files than this are a mistake, and each is looked for on a disk or a network. */
const mostFiles = 200;

class Opener {
  private readonly document: ParsedDocument;
  private readonly opening: Opening;
  private readonly known = new Map<string, FoundFile>();
  private readonly included = new Set<string>();
  private readonly problems: Problem[] = [];
  private asked = 0;
  private characters: number;

  constructor(document: ParsedDocument, opening: Opening) {
    this.document = document;
    this.opening = opening;
    this.characters = document.text.length;
  }

  async fragment(place: StringPart): Promise<YamlFile | null> {
    const { document, problems, opening } = this;
    const found = await this.find(place, { file: null, document, problems }, newFragment);
    if (found === null) return null;
    const { file, text } = found;
    if (this.included.has(file)) {
      this.problems.push(
        problemAt(document, place, 'included-twice', 'This file is included already. Remove one of the two.'),
      );
      return null;
    }
    this.included.add(file);
    const parsed = await parseDocumentSliced(text, opening.yieldControl, opening.signal);
    const own = [...(await finishSliced(fragmentSteps(parsed), opening.yieldControl, opening.signal))];
    const bodies = await this.bodies({ file, document: parsed, problems: own });
    return { file, name: place.text, document: parsed, bodies, problems: own };
  }

  /** @param isWhole Whether nothing that it includes is missing. Else `include` stays, and says that names may be unknown. */
  async scenario(isWhole: boolean): Promise<YamlFile> {
    const { problems } = this;
    const bodies = await this.bodies({ file: null, document: this.document, problems });
    const document = isWhole ? withoutInclude(this.document) : this.document;
    return { file: null, name: '', document, bodies, problems: [...document.problems, ...problems] };
  }

  private async bodies(holder: Holder): Promise<ReadonlyMap<string, TextFile>> {
    const bodies = new Map<string, TextFile>();
    for (const place of namedBodies(rootOf(holder.document))) {
      const found = await this.find(place, holder, newBody);
      if (found !== null) bodies.set(parentOf(place.pointer), readTextFile(found.file, found.text));
    }
    return bodies;
  }

  /**
   * The file that is named at a place; null where there is a problem.
   *
   * @param starter What it could say, where there is none.
   */
  private async find(
    place: StringPart,
    { file: from, document, problems }: Holder,
    starter: string,
  ): Promise<FoundFile | null> {
    const refuse = (code: string, message: string): null => {
      problems.push(problemAt(document, place, code, message));
      return null;
    };
    const refusal = refusePath(place.text);
    if (refusal !== null) return refuse('bad-path', `${refusal} Write a path such as \`mails/spec.txt\`.`);
    if (++this.asked > mostFiles) {
      return refuse('too-many-files', `A scenario names at most ${mostFiles} files. Put some of them together.`);
    }
    const file = resolvePath(place.text, from);
    const known = this.known.get(file);
    if (known !== undefined) return known;
    const answer = await this.opening.files.read(file);
    if ('refusal' in answer) {
      const problem = problemAt(document, place, ...refusalWords(answer.refusal, place.text));
      const create = { title: `Create \`${place.text}\``, edits: [], creates: { file, text: starter } };
      problems.push(answer.refusal === 'missing' ? { ...problem, fixes: [create] } : problem);
      return null;
    }
    this.characters += answer.text.length;
    if (this.characters > limits.characters) return refuse('file-too-large', tooLarge());
    const found = { file, text: answer.text };
    this.known.set(file, found);
    return found;
  }
}

/** The least that is a fragment, and that says what it is for. */
const newFragment =
  '# Merged into the scenarios that include this file: vars, factors, documents, tools, classifiers.\nvars: {}\n';
const newBody = '';

interface FoundFile {
  /** From the folder of the scenario. */
  readonly file: string;
  readonly text: string;
}

/** A file that names others. */
interface Holder {
  readonly file: string | null;
  readonly document: ParsedDocument;
  readonly problems: Problem[];
}

/** Made when it is told: a formatted number loads the locale's data, 12 ms of a process's start. */
const tooLarge = (): string =>
  `With this file the scenario is longer than ${limits.characters.toLocaleString('en')} characters. Leave out what no condition shows, or make two scenarios of it.`;

function refusalWords(refusal: FileRefusal, path: string): readonly [code: string, message: string] {
  switch (refusal) {
    case 'missing':
      return [
        'file-not-found',
        `There is no file \`${path}\`. Create it, or correct the path: it begins at the folder of this file.`,
      ];
    case 'unsaved':
      return ['file-not-found', `Save this scenario first: \`${path}\` begins at the folder that it is in.`];
    case 'outside':
      return [
        'file-outside',
        `\`${path}\` is outside the workspace. Move it inside, or open the folder that holds both.`,
      ];
    case 'folder':
      return ['file-not-found', `\`${path}\` is a folder. Name a file in it.`];
    case 'too-large':
      return ['file-too-large', tooLarge()];
    case 'not-text':
      return ['file-not-text', `\`${path}\` is not UTF-8 text. Save it as UTF-8, or name another file.`];
    case 'unreadable':
      return ['file-unreadable', `\`${path}\` cannot be read. See whether you may open it, and whether it is there.`];
  }
}

function problemAt(document: ParsedDocument, { text, pointer }: StringPart, code: string, message: string): Problem {
  return problemOf(code, message, pointer, document.stringRange(pointer, 0, text.length));
}

function withoutInclude(document: ParsedDocument): ParsedDocument {
  const { data } = document;
  if (!isObject(data)) return document;
  const rest = Object.assign(Object.create(null), data) as Record<string, unknown>;
  delete rest['include'];
  return { ...document, data: rest };
}

function parentOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf('/'));
}
