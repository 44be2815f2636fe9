import {
  checkDigitFile,
  FormatError,
  parseDigitList,
  type DigitFile,
  type DigitList,
} from '#model';
import { orWithoutStorage } from '../../storage/storage-failure.ts';
import type { FetchFile } from '../../weights/shared/fetch-file.ts';
import { arrivalOf, FileFailure, UnreachableFile } from '../../weights/shared/file-failure.ts';
import {
  digitsProgress,
  wantedFiles,
  type DigitFilesState,
  type DigitsProgress,
  type WantedDigits,
} from '../shared/digit-files.ts';
import type { DigitStore } from './digit-store.ts';

/** The files' folder in a build of the app. */
const FOLDER = 'digits/';

/** Files of digits, from this device where they are kept, else from the app's server. */
export class DigitSupply {
  private readonly store: DigitStore;
  private readonly fetchFile: FetchFile;
  private readonly folder: string;
  private arrived: DigitList | undefined;

  /** @param folder absolute address of the app's folder */
  constructor(store: DigitStore, fetchFile: FetchFile, folder: string) {
    this.store = store;
    this.fetchFile = fetchFile;
    this.folder = folder;
  }

  /** What is here, without asking the server. Rejects with StorageFailure. */
  async state(): Promise<DigitFilesState> {
    const list = await this.store.list();
    if (!list) return { files: [] };
    const paths = await this.store.paths();
    return { files: list.files.map((file) => ({ ...file, isHere: paths.has(file.path) })) };
  }

  /**
   * Brings the wanted files onto this device, one after the other; those that are here are not fetched again, so that what
   * was interrupted goes on where it was.
   * @param onProgress called at first, and after each file
   * @returns what is here then
   * @throws UnreachableFile or FileFailure for a file that does not come, or comes damaged; StorageFailure; the signal's
   *   reason. Files that came before stay.
   */
  async bring(
    wanted: WantedDigits,
    signal: AbortSignal,
    onProgress: (progress: DigitsProgress) => void = () => undefined,
  ): Promise<DigitFilesState> {
    const list = await this.list(signal);
    await this.store.setList(list);
    for (;;) {
      const state = await this.state();
      const files = wantedFiles(state.files, wanted);
      onProgress(digitsProgress(files));
      const missing = files.find(({ isHere }) => !isHere);
      if (!missing) return state;
      await this.store.put(missing, (await this.fetched(missing, signal)).buffer);
    }
  }

  /**
   * A file's bytes, compressed, checked by length and hash. Where storage fails or is full it is fetched each time.
   * @throws UnreachableFile or FileFailure if it is neither here nor comes as it should; the signal's reason
   */
  async bytes(file: DigitFile, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    const stored = await orWithoutStorage(this.store.bytes(file), undefined);
    if (stored) return stored;
    const bytes = await this.fetched(file, signal);
    await orWithoutStorage(this.store.put(file, bytes.buffer), undefined);
    return bytes;
  }

  /**
   * The list: the server's, which may be of a newer build; without a connection, what is kept.
   * @throws UnreachableFile if there is neither; FormatError
   */
  async list(signal: AbortSignal): Promise<DigitList> {
    if (this.arrived) return this.arrived;
    const url = this.urlOf('list.json');
    try {
      const bytes = await this.fetchFile(url, { signal, cache: 'no-cache' });
      return (this.arrived = parseDigitList(new TextDecoder().decode(bytes), url));
    } catch (error) {
      // No server, one that has no digits, or a login page in between: what is here is as good.
      if (!(error instanceof FormatError)) throw error;
      const kept = await orWithoutStorage(this.store.list(), undefined);
      if (kept) return kept;
      throw error;
    }
  }

  private async fetched(file: DigitFile, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    const url = this.urlOf(file.path);
    const bytes = new Uint8Array(await this.fetchFile(url, { signal, cache: 'default' }));
    try {
      await checkDigitFile(bytes, file, url);
      return bytes;
    } catch (error) {
      if (!(error instanceof FormatError) || error instanceof UnreachableFile) throw error;
      const { field, expected, found } = error;
      throw new FileFailure([url, field, expected, found], arrivalOf(bytes.buffer));
    }
  }

  private urlOf(path: string): string {
    return new URL(FOLDER + path, this.folder).href;
  }
}
