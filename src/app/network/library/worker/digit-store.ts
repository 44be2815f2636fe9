import {
  checkDigitFile,
  fastSha256Hex,
  FormatError,
  formatDigitList,
  parseDigitList,
  type DigitFile,
  type DigitList,
} from '#model';
import type { LibraryDatabase } from './library-database.ts';

/** Under this path the list itself is stored. */
const LIST = 'list.json';

/**
 * The files of digits that are kept on this device, compressed as they came. Each copy of the app has its own.
 *
 * Every method rejects with `StorageFailure` if storage fails.
 */
export class DigitStore {
  private readonly database: LibraryDatabase;
  private readonly folder: string;

  /** @param folder absolute address of the app's folder */
  constructor(database: LibraryDatabase, folder: string) {
    this.database = database;
    this.folder = folder;
  }

  /** The list that arrived last; undefined if none did, or what is stored is damaged. */
  async list(): Promise<DigitList | undefined> {
    const stored = await this.read(LIST);
    if (!stored) return undefined;
    try {
      return parseDigitList(new TextDecoder().decode(stored), LIST);
    } catch (error) {
      // Damaged on the device: it is fetched again.
      if (error instanceof FormatError) return undefined;
      throw error;
    }
  }

  /** Keeps a list, and lets go of files that it does not name. */
  async setList(list: DigitList): Promise<void> {
    const bytes = new TextEncoder().encode(formatDigitList(list));
    const sha256 = await fastSha256Hex(bytes);
    const known = new Set([LIST, ...list.files.map(({ path }) => path)]);
    await this.database.run('readwrite', async (tx) => {
      const store = tx.objectStore('digits');
      await store.put({ bytes: bytes.buffer, sha256 }, [this.folder, LIST]);
      for (const key of await store.getAllKeys(this.range)) {
        if (!known.has(key[1])) await store.delete(key);
      }
    });
  }

  /** The paths of the files that are here, unread. */
  async paths(): Promise<ReadonlySet<string>> {
    const keys = await this.database.run('readonly', (tx) =>
      tx.objectStore('digits').getAllKeys(this.range),
    );
    return new Set(keys.map(([, path]) => path).filter((path) => path !== LIST));
  }

  /** Keeps a file whose bytes were checked. */
  async put({ path, sha256 }: DigitFile, bytes: ArrayBuffer): Promise<void> {
    await this.database.run('readwrite', async (tx) => {
      await tx.objectStore('digits').put({ bytes, sha256 }, [this.folder, path]);
    });
  }

  /** A file's bytes as the list means them; undefined if it is not here, or was damaged, in which case it goes. */
  async bytes(file: DigitFile): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const stored = await this.read(file.path);
    if (!stored) return undefined;
    const bytes = new Uint8Array(stored);
    try {
      await checkDigitFile(bytes, file, file.path);
      return bytes;
    } catch (error) {
      // Damaged on the device: it is fetched again.
      if (!(error instanceof FormatError)) throw error;
    }
    await this.database.run('readwrite', (tx) =>
      tx.objectStore('digits').delete([this.folder, file.path]),
    );
    return undefined;
  }

  private get range(): IDBKeyRange {
    // Arrays sort behind every text: all paths of the folder.
    return IDBKeyRange.bound([this.folder], [this.folder, []]);
  }

  private async read(path: string): Promise<ArrayBuffer | undefined> {
    const stored = await this.database.run('readonly', (tx) =>
      tx.objectStore('digits').get([this.folder, path]),
    );
    return stored?.bytes;
  }
}
