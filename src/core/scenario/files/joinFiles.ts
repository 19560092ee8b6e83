import { rangeFrom } from '../../document/filePart.ts';
import type { FilePart, ParsedDocument } from '../../document/parsedDocument.ts';
import type { Problem } from '../../text/problem.ts';
import { createLineIndex, offset, type LineIndex, type Offset, type TextRange } from '../../text/range.ts';
import { mergeData, type MergedData } from './mergedData.ts';
import { mergeProblems } from './mergeProblems.ts';
import type { TextFile } from './textFile.ts';
import type { YamlFile } from './yamlFile.ts';

/** A file and where its text begins in that of the whole. */
type Placed<File> = File & { readonly start: Offset };

/**
 * A scenario and all the files that it names as one document: the texts one behind another, the data merged. So every rule
 * and every feature finds its way in several files as it does in one, and only those who show a place ask which file it is in.
 */
export function joinFiles(scenario: YamlFile, fragments: readonly YamlFile[]): ParsedDocument {
  const texts: string[] = [];
  let length = 0;
  const add = (text: string): Offset => {
    const start = offset(length);
    texts.push(text);
    length += text.length + separator.length;
    return start;
  };
  const place = (file: YamlFile): Placed<YamlFile> => ({ ...file, start: add(file.document.text) });
  const own = place(scenario);
  const others = fragments.map(place);
  const bodies = placeBodies([own, ...others], add);
  const text = texts.join(separator);
  const merged = mergeData(own, others);
  const problems = [own, ...others].flatMap((file) => shifted(file.problems, file, merged));
  const ofBodies = bodies.flatMap((file) =>
    file.problems.map((problem) => ({ ...problem, range: rangeFrom(file, problem.range) })),
  );
  return {
    text,
    lines: createLineIndex(text),
    files: [...[own, ...others].map((file) => yamlPart(file, merged)), ...bodies.map(textPart)],
    data: merged.data,
    partial: merged.data,
    problems: [...problems, ...ofBodies, ...mergeProblems(own, merged)],
    ...locatorOf(merged, [own, ...others], bodies),
  };
}

/** No file goes on in the next. */
const separator = '\n';

/** Each once, however many documents it is the body of. */
function placeBodies(files: readonly YamlFile[], add: (text: string) => Offset): readonly Placed<TextFile>[] {
  const placed = new Map<string, Placed<TextFile>>();
  for (const body of files.flatMap(({ bodies }) => [...bodies.values()])) {
    if (!placed.has(body.file)) placed.set(body.file, { ...body, start: add(body.text) });
  }
  return [...placed.values()];
}

type Merged = MergedData<Placed<YamlFile>>;

function yamlPart({ file, start, document }: Placed<YamlFile>, merged: Merged): FilePart {
  const pointerOf = (pointer: string): string => merged.homeOf(pointer).pointer;
  return { file, start, text: document.text, lines: document.lines, pointerOf };
}

function textPart({ file, start, text }: Placed<TextFile>): FilePart {
  let lines: LineIndex | null = null;
  return {
    file,
    start,
    text,
    get lines() {
      return (lines ??= createLineIndex(text));
    },
    pointerOf: () => null,
  };
}

function shifted(problems: readonly Problem[], file: Placed<YamlFile>, merged: Merged): readonly Problem[] {
  if (file.start === 0) return problems;
  const shift = (range: TextRange): TextRange => rangeFrom(file, range);
  return problems.map((problem) => ({
    ...problem,
    range: shift(problem.range),
    pointer: problem.pointer === null ? null : merged.pointerOf({ of: file, pointer: problem.pointer }),
    ...(problem.related && { related: problem.related.map((each) => ({ ...each, range: shift(each.range) })) }),
    ...(problem.fixes && {
      fixes: problem.fixes.map((fix) => ({
        ...fix,
        edits: fix.edits.map((edit) => ({ ...edit, range: shift(edit.range) })),
      })),
    }),
  }));
}

function locatorOf(
  merged: Merged,
  files: readonly Placed<YamlFile>[],
  bodies: readonly Placed<TextFile>[],
): Pick<ParsedDocument, 'valueRange' | 'keyRange' | 'stringRange' | 'pointerAt'> {
  const placedBody = new Map(bodies.map((body) => [body.file, body]));
  const holders = new Map(
    files.toReversed().flatMap((of) => [...of.bodies].map(([pointer, { file }]) => [file, { of, pointer }] as const)),
  );
  return {
    valueRange(pointer) {
      const home = merged.homeOf(pointer);
      return rangeFrom(home.of, home.of.document.valueRange(home.pointer));
    },
    keyRange(pointer) {
      const home = merged.homeOf(pointer);
      return rangeFrom(home.of, home.of.document.keyRange(home.pointer));
    },
    stringRange(pointer, start, end) {
      const home = merged.homeOf(pointer);
      const body = placedBody.get(home.of.bodies.get(home.pointer)?.file ?? '');
      if (body !== undefined) return rangeFrom(body, body.textRange(start, end));
      return rangeFrom(home.of, home.of.document.stringRange(home.pointer, start, end));
    },
    pointerAt(at) {
      const body = bodies.findLast(({ start }) => start <= at);
      const holder = body === undefined ? undefined : holders.get(body.file);
      if (holder !== undefined) return merged.pointerOf(holder);
      const of = files.findLast(({ start }) => start <= at) ?? files[0];
      if (of === undefined) return '';
      return merged.pointerOf({ of, pointer: of.document.pointerAt(offset(at - of.start)) });
    },
  };
}
