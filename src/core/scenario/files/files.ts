/** The port that reads the files a scenario names. */
export interface Files {
  /**
   * @param path As the file `from` writes it: relative to the folder of that file, with `/`.
   * @param from The `file` of an earlier answer; null for the scenario itself.
   */
  read(path: string, from: string | null): Promise<FileAnswer>;
}

export type FileAnswer = FoundFile | { readonly refusal: FileRefusal };

export interface FoundFile {
  /** Names the file and no other, however it was written. */
  readonly file: string;
  /** Without a byte order mark. */
  readonly text: string;
}

/** `outside`: of the workspace, once every link is followed. */
export type FileRefusal = 'missing' | 'outside' | 'folder' | 'too-large' | 'not-text' | 'unreadable';
