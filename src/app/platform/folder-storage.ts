/** The app's part of the browser's storage. Keys contain the folder, so that two copies on one origin share nothing. */
export class FolderStorage {
  private readonly storage: Storage;
  private readonly folder: string;

  /** Whether all values stored without the folder have been copied to keys with the folder. */
  private readonly isMigrated: boolean;

  /**
   * @param folder the app's, a path such as `/school/`
   * @throws DOMException where the browser lets nothing be read
   */
  constructor(storage: Storage, folder: string) {
    this.storage = storage;
    this.folder = folder;
    this.isMigrated = this.migrate();
  }

  get(name: string): string | null {
    const kept = this.storage.getItem(this.keyOf(name));
    return kept === null && !this.isMigrated ? this.storage.getItem(name) : kept;
  }

  /** @throws DOMException where there is no room */
  set(name: string, value: string): void {
    this.storage.setItem(this.keyOf(name), value);
  }

  remove(name: string): void {
    this.storage.removeItem(this.keyOf(name));
  }

  /** Names of all stored values. */
  names(): readonly string[] {
    const { storage } = this;
    const start = this.keyOf('');
    return Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
      .filter((key) => key.startsWith(start))
      .map((key) => key.slice(start.length))
      .filter((name) => name !== MIGRATED);
  }

  /**
   * Keys once were names without the folder, the same for every copy. Each copy of the app copies those values once;
   * the originals stay for the next copy.
   * @returns whether there was room for them
   */
  private migrate(): boolean {
    const { storage } = this;
    if (storage.getItem(this.keyOf(MIGRATED)) !== null) return true;
    try {
      for (const name of NAMES_WITHOUT_FOLDER) {
        const value = storage.getItem(name);
        if (value !== null && storage.getItem(this.keyOf(name)) === null) this.set(name, value);
      }
      this.set(MIGRATED, 'yes');
      return true;
    } catch (error) {
      // QuotaExceededError: read them under the old keys, and try to copy them another time.
      if (error instanceof DOMException) return false;
      throw error;
    }
  }

  private keyOf(name: string): string {
    return `${this.folder}:${name}`;
  }
}

const MIGRATED = 'takenAlong';

/** Every name that was ever stored without the folder. Newer names never were. */
const NAMES_WITHOUT_FOLDER = [
  ...['language', 'theme', 'textSize', 'preparation', 'overlay', 'visited', 'weights'],
  ...['brush.size', 'brush.strength', 'palm', 'grid', 'offline.download'],
  ...['strongest', 'rankBy', 'hideBelow', 'thickness', 'waveDurationMs'].map((it) => `scene.${it}`),
  ...['paper', 'answers', 'training'].map((it) => `fold.${it}`),
  ...['Drawing', 'Network', 'Training', 'Colours', 'Keys', 'Facts', 'About'].map(
    (it) => `fold.help${it}`,
  ),
];
