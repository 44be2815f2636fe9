/** The part of a `DataTransfer` that is read. */
export interface Dropped {
  readonly items: Iterable<Pick<DataTransferItem, 'getAsFile' | 'webkitGetAsEntry'>>;
}

/** The usable files of a drop, and a name for error messages. */
export interface DroppedFiles {
  /** Those that may belong to a network, or be drawings; files in dropped folders have their paths. */
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
    else if (isOfUse(one)) files.push(await fileOf(one as FileSystemFileEntry));
  }
  return { files: files.filter(isOfUse), name: first?.name };
}

/** A folder can only be recognised by its entry; the file of a folder cannot be read. Text and links are neither. */
function fileOrFolder(
  item: Pick<DataTransferItem, 'getAsFile' | 'webkitGetAsEntry'>,
): File | FileSystemEntry | null {
  const entry = item.webkitGetAsEntry();
  return entry?.isDirectory ? entry : item.getAsFile();
}

/** What zips, exports, drawings and ONNX models are called, and the files of their data. */
const ENDINGS = /\.(json|zip|onnx|onnx_data|data|bin|weights|pb)$/i;

/** Whether a file may be one of those; what begins with a dot is added by macOS. */
function isOfUse({ name }: { readonly name: string }): boolean {
  return ENDINGS.test(name) && !name.startsWith('.');
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => {
    entry.file((file) => {
      resolve(withPath(file, entry.fullPath));
    }, reject);
  });
}

/** The file as one has it that was chosen in a folder: two checkpoints of two networks may have the same name. */
function withPath(file: File, path: string): File {
  return Object.defineProperty(file, 'webkitRelativePath', { value: path.replace(/^\//, '') });
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
