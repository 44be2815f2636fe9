/** The part of a browser's storage that belongs to the app in one folder: two copies on one origin share none. */
export class FolderStorage {
  private readonly storage: Storage;
  private readonly folder: string;

  /** Whether everything that was kept under a name alone is kept with the folder now. */
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

  /** Under which names something is kept. */
  names(): readonly string[] {
    const { storage } = this;
    const start = this.keyOf('');
    return Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
      .filter((key) => key.startsWith(start))
      .map((key) => key.slice(start.length))
      .filter((name) => name !== MIGRATED);
  }

  /**
   * Keys were names alone once, the same for every copy. Each copy takes along what it finds under them, once;
   * they stay where they are for the next one.
   * @returns whether there was room for it
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
      // QuotaExceededError: they are read where they are, and taken along another time.
      if (error instanceof DOMException) return false;
      throw error;
    }
  }

  private keyOf(name: string): string {
    return `${this.folder}:${name}`;
  }
}

const MIGRATED = 'takenAlong';

/** All that was ever kept under a name alone; what came later never was. */
const NAMES_WITHOUT_FOLDER = [
  ...['language', 'theme', 'textSize', 'preparation', 'overlay', 'visited', 'weights'],
  ...['brush.size', 'brush.strength', 'palm', 'grid', 'offline.download'],
  ...['strongest', 'rankBy', 'hideBelow', 'thickness', 'waveDurationMs'].map((it) => `scene.${it}`),
  ...['paper', 'answers', 'training'].map((it) => `fold.${it}`),
  ...['Drawing', 'Network', 'Training', 'Colours', 'Keys', 'Facts', 'About'].map(
    (it) => `fold.help${it}`,
  ),
];
