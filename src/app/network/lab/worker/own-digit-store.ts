import { fastSha256Hex, FormatError, IMAGE_SIZE, type Drawing, type LabelledImages } from '#model';
import type { LibraryDatabase, StoredOwnDigit } from '../../library/worker/library-database.ts';
import { MOST_OWN, OWN_SET, type OwnDigitsHere } from '../shared/own-digits.ts';

const PIXELS = IMAGE_SIZE * IMAGE_SIZE;

/** All own digits, in the order of writing. */
export interface OwnImages extends LabelledImages {
  /** SHA-256 of labels and ink: the same for the same digits. */
  readonly print: string;
}

/**
 * The digits that were written on this device. Each copy of the app has its own.
 *
 * Every method rejects with `StorageFailure` if storage fails.
 */
export class OwnDigitStore {
  private readonly database: LibraryDatabase;
  private readonly folder: string;
  private read: Promise<OwnImages> | undefined;

  /** @param folder absolute address of the app's folder */
  constructor(database: LibraryDatabase, folder: string) {
    this.database = database;
    this.folder = folder;
  }

  /** How many there are, and the newest. */
  async here(): Promise<OwnDigitsHere> {
    const { count, newest } = await this.database.run('readonly', async (tx) => {
      const store = tx.objectStore('ownDigits');
      const all = await store.count(this.range);
      const from = IDBKeyRange.bound([this.folder, Math.max(0, all - OWN_SET)], [this.folder, []]);
      return { count: all, newest: await store.getAll(from) };
    });
    const { labels, pixels } = imagesOf(newest);
    return { count, first: count - newest.length, labels, inks: pixels };
  }

  /** Adds one. Throws FormatError if there are as many as can be kept. */
  async add(digit: StoredOwnDigit): Promise<void> {
    this.changed();
    const count = await this.database.run('readwrite', async (tx) => {
      const store = tx.objectStore('ownDigits');
      const before = await store.count(this.range);
      if (before < MOST_OWN) await store.add(digit, [this.folder, before]);
      return before;
    });
    this.changed();
    if (count >= MOST_OWN)
      throw new FormatError('own digits', 'count', `up to ${MOST_OWN}`, 'more');
  }

  /** Takes the last one away, and gives it. */
  async takeLast(): Promise<Drawing | undefined> {
    this.changed();
    const taken = await this.database.run('readwrite', async (tx) => {
      const store = tx.objectStore('ownDigits');
      const last = [this.folder, (await store.count(this.range)) - 1] satisfies [string, number];
      const digit = await store.get(last);
      await store.delete(last);
      return digit;
    });
    this.changed();
    return taken && { strokes: taken.strokes };
  }

  /** Deletes all. */
  async clear(): Promise<void> {
    this.changed();
    await this.database.run('readwrite', (tx) => tx.objectStore('ownDigits').delete(this.range));
    this.changed();
  }

  /** All of them, with their strokes. */
  all(): Promise<readonly StoredOwnDigit[]> {
    return this.database.run('readonly', (tx) => tx.objectStore('ownDigits').getAll(this.range));
  }

  /** What networks are given of all of them; read once, as long as nothing changes. */
  images(): Promise<OwnImages> {
    const reading = (this.read ??= this.readImages());
    reading.catch(() => {
      // It is read again when it is asked for again.
      if (this.read === reading) this.read = undefined;
    });
    return reading;
  }

  /** They have changed, here or in another tab. */
  changed(): void {
    this.read = undefined;
  }

  private async readImages(): Promise<OwnImages> {
    const { labels, pixels } = imagesOf(await this.all());
    const bytes = new Uint8Array(labels.length + pixels.length);
    bytes.set(labels);
    bytes.set(pixels, labels.length);
    return { labels, pixels, print: await fastSha256Hex(bytes) };
  }

  private get range(): IDBKeyRange {
    // Arrays sort behind every number: all digits of the folder.
    return IDBKeyRange.bound([this.folder], [this.folder, []]);
  }
}

function imagesOf(digits: readonly StoredOwnDigit[]): {
  readonly labels: Uint8Array;
  readonly pixels: Uint8Array<ArrayBuffer>;
} {
  const pixels = new Uint8Array(digits.length * PIXELS);
  digits.forEach(({ ink }, index) => {
    pixels.set(new Uint8Array(ink), index * PIXELS);
  });
  return { labels: Uint8Array.from(digits, ({ label }) => label), pixels };
}
