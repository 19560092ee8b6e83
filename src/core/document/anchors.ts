import type { Alias, ParsedNode } from 'yaml';
import { limits } from './limits.ts';

/** What has been read, with every alias written out. */
export interface Size {
  readonly entries: number;
  readonly characters: number;
}

/** A node with `&anchor`, and what writing it out once more would add. */
interface Anchored extends Size {
  readonly node: ParsedNode;
  readonly data: unknown;
  /** Maps and lists inside one another; 0 for a scalar. */
  readonly height: number;
}

/** Why an alias stands for nothing. */
interface Refusal {
  readonly code: string;
  readonly message: string;
}

const useVars = 'Use `vars` for texts that are needed often.';

/** The anchors of one document, in the order of the text: an alias means the last anchor of its name above it. */
export class Anchors {
  readonly targets = new Map<Alias, ParsedNode>();
  /** null while the node is being read. */
  private readonly anchored = new Map<string, Anchored | null>();
  private uses = 0;

  open(name: string): void {
    this.anchored.set(name, null);
  }

  close(name: string, anchored: Anchored): void {
    this.anchored.set(name, anchored);
  }

  /** What the alias stands for, or why it stands for nothing (null: as the last one). `read` and `depth` are of the place where it is used. */
  resolve(alias: Alias, read: Size, depth: number): Anchored | Refusal | null {
    const name = alias.source;
    const anchored = this.anchored.get(name);
    if (anchored === undefined) {
      return {
        code: 'unknown-alias',
        message: `Nothing above is marked \`&${name}\`. Mark it, or write the value here.`,
      };
    }
    if (anchored === null) {
      return { code: 'alias-cycle', message: `\`*${name}\` stands inside what it repeats. Write the value here.` };
    }
    if (++this.uses > limits.aliases + 1) return null;
    if (this.uses > limits.aliases) {
      return { code: 'too-many-aliases', message: `The file has more than ${limits.aliases} aliases. ${useVars}` };
    }
    if (isTooLarge(anchored, read, depth)) {
      return { code: 'too-many-aliases', message: `With this alias written out, the file is too large. ${useVars}` };
    }
    this.targets.set(alias, anchored.node);
    return anchored;
  }
}

function isTooLarge({ entries, characters, height }: Anchored, read: Size, depth: number): boolean {
  return (
    read.entries + entries > limits.entries ||
    read.characters + characters > limits.expandedCharacters ||
    depth + height > limits.depth
  );
}
