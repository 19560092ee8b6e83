/** The port that reads the files a scenario names. */
export interface Files {
  /** @param path From the folder of the scenario, with `/`; it begins with `..` where it leads out of that folder. */
  read(path: string): Promise<FileAnswer>;
}

/** The text without a byte order mark, or why there is none. */
export type FileAnswer = { readonly text: string } | { readonly refusal: FileRefusal };

/** `outside`: of the workspace, once every link is followed. `unsaved`: the scenario, so that it has no folder yet. */
export type FileRefusal = 'missing' | 'unsaved' | 'outside' | 'folder' | 'too-large' | 'not-text' | 'unreadable';
