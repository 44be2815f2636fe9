/** What is dropped, as far as it matters. */
export interface Dropped {
  readonly items: Iterable<Pick<DataTransferItem, 'kind' | 'getAsFile' | 'webkitGetAsEntry'>>;
}

/** Files that were dropped, and what is not to be used among them. */
export interface DroppedFiles {
  /** Those that may belong to an export; from dropped folders as well. */
  readonly files: readonly File[];
  /** Name of the first thing that was dropped; undefined for text, links and the like. */
  readonly name: string | undefined;
}

/** More than any export has; somebody has dropped a whole disk. */
const MOST_ENTRIES = 4000;

/**
 * The files among what was dropped. To be called while the event lasts; what was dropped is gone afterwards.
 * @throws DOMException when a file or a folder cannot be read
 */
export async function droppedFiles({ items }: Dropped): Promise<DroppedFiles> {
  const dropped = [...items].filter(({ kind }) => kind === 'file').map(fileOrFolder);
  const files: File[] = [];
  const waiting = dropped.filter((one) => one !== null);
  const [first] = waiting;
  let seen = 0;
  for (let one = waiting.shift(); one && seen < MOST_ENTRIES; one = waiting.shift(), seen++) {
    if (one instanceof File) files.push(one);
    else if (one.isDirectory) waiting.push(...(await entriesOf(one as FileSystemDirectoryEntry)));
    else if (isOfExport(one)) files.push(await fileOf(one as FileSystemFileEntry));
  }
  return { files: files.filter(isOfExport), name: first?.name };
}

/** A folder is one only by its entry; its file cannot be read. */
function fileOrFolder(
  item: Pick<DataTransferItem, 'getAsFile' | 'webkitGetAsEntry'>,
): File | FileSystemEntry | null {
  const entry = item.webkitGetAsEntry();
  return entry?.isDirectory ? entry : item.getAsFile();
}

/** Manifest and snapshots are JSON; macOS puts files of its own beside them, which begin with a dot. */
function isOfExport({ name }: { readonly name: string }): boolean {
  return /^[^.].*\.json$/i.test(name);
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => {
    entry.file(resolve, reject);
  });
}

/** A reader gives some at a time, in the end none. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (some.length === 0 || entries.length >= MOST_ENTRIES) return entries;
    entries.push(...some);
  }
}
