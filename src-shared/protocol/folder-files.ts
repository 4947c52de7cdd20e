/** Which files of a folder are taken as text, the same in every door: by their names, before a byte is read. */

/** Text files of one folder, at any depth. */
export const MOST_FILES = 10_000;
/** Files and folders that are looked at: a whole disk is no text. */
export const MOST_ENTRIES = 200_000;

/** Extensions of files that hold plain text, in the order in which a dialog shows them. */
export const TEXT_EXTENSIONS = [
  ...['txt', 'text', 'md', 'markdown', 'csv', 'tsv', 'log'],
  ...['rst', 'adoc', 'org', 'tex', 'srt', 'vtt'],
] as const;

/** What lay in a folder and was not taken. */
export interface LeftOut {
  readonly files: number;
  /** Names of the first few. */
  readonly examples: readonly string[];
  /** The folder holds more than can be taken in: what came after was not even counted. */
  readonly tooMany: boolean;
}

export interface FolderFiles<Taken> {
  /** In the order of their paths, numbers in them by value. */
  readonly files: readonly Taken[];
  /** null: everything was taken. Hidden files and folders do not count. */
  readonly leftOut: LeftOut | null;
}

const EXAMPLES = 3;

export const isHidden = (name: string): boolean => name.startsWith('.');

export function isTextFile(name: string): boolean {
  const dot = name.lastIndexOf('.');
  const extension = name.slice(dot + 1).toLowerCase();
  return dot > 0 && TEXT_EXTENSIONS.some((known) => known === extension);
}

/** Collects what a walk through folders finds. */
export class FolderSelection<Taken> {
  readonly #taken: { readonly path: string; readonly file: Taken }[] = [];
  readonly #examples: string[] = [];
  #entries = 0;
  #leftOut = 0;
  #tooMany = false;

  /** True once the walk should end. */
  get full(): boolean {
    return this.#tooMany;
  }

  /** Of every file and folder that is met; false when it is to be passed over. */
  meets(name: string): boolean {
    if (++this.#entries > MOST_ENTRIES) this.#tooMany = true;
    return !this.#tooMany && !isHidden(name);
  }

  /** A file that is not hidden. `path` within the folder. */
  offer(path: string, name: string, file: Taken): void {
    if (this.#tooMany) return;
    if (!isTextFile(name)) this.leaveOut(name);
    else if (this.#taken.length === MOST_FILES) this.#tooMany = true;
    else this.#taken.push({ path, file });
  }

  leaveOut(name: string): void {
    this.#leftOut++;
    if (this.#examples.length < EXAMPLES) this.#examples.push(name);
  }

  result(): FolderFiles<Taken> {
    const order = new Intl.Collator('en', { numeric: true });
    const files = this.#taken.sort((a, b) => order.compare(a.path, b.path)).map(({ file }) => file);
    const none = this.#leftOut === 0 && !this.#tooMany;
    return {
      files,
      leftOut: none ? null : { files: this.#leftOut, examples: this.#examples, tooMany: this.#tooMany },
    };
  }
}

/** What two folders together left out. */
export function addLeftOut(a: LeftOut | null, b: LeftOut | null): LeftOut | null {
  if (a === null || b === null) return a ?? b;
  return {
    files: a.files + b.files,
    examples: [...a.examples, ...b.examples].slice(0, EXAMPLES),
    tooMany: a.tooMany || b.tooMany,
  };
}
