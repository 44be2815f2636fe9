/** The part of a `DataTransfer` that is read. */
export interface Dropped {
  readonly items: Iterable<Pick<DataTransferItem, 'getAsFile' | 'webkitGetAsEntry'>>;
}

/** The files of a drop, and a name for error messages. */
export interface DroppedFiles {
  /** Including those in dropped folders, without what systems add. */
  readonly files: readonly File[];
  /** Name of the first thing that was dropped; undefined for text, links and the like. */
  readonly name: string | undefined;
}

/** More than any network has: a limit in case somebody drops a whole disk. */
const MOST_ENTRIES = 4000;

/**
 * Collects the dropped files. Must be called during the event, because afterwards the items are gone.
 * @throws DOMException when a file or a folder cannot be read
 */
export async function droppedFiles({ items }: Dropped): Promise<DroppedFiles> {
  const files: File[] = [];
  const waiting = [...items].map(fileOrFolder).filter((one) => one !== null);
  const [first] = waiting;
  let seen = 0;
  for (let one = waiting.shift(); one && seen < MOST_ENTRIES; one = waiting.shift(), seen++) {
    if (one instanceof File) files.push(one);
    else if (one.isDirectory) waiting.push(...(await entriesOf(one as FileSystemDirectoryEntry)));
    else if (isChosen(one)) files.push(await fileOf(one as FileSystemFileEntry));
  }
  return { files: files.filter(isChosen), name: first?.name };
}

/** A folder can only be recognised by its entry; the file of a folder cannot be read. Text and links are neither. */
function fileOrFolder(
  item: Pick<DataTransferItem, 'getAsFile' | 'webkitGetAsEntry'>,
): File | FileSystemEntry | null {
  const entry = item.webkitGetAsEntry();
  return entry?.isDirectory ? entry : item.getAsFile();
}

/** Files that begin with a dot are added by macOS. What a file is, its content decides. */
function isChosen({ name }: { readonly name: string }): boolean {
  return !name.startsWith('.');
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => {
    entry.file(resolve, reject);
  });
}

/** A reader returns entries in batches; an empty one is the last. */
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
