import { FolderStorage } from './folder-storage.ts';

class MemoryStorage implements Storage {
  readonly values = new Map<string, string>();
  room = Infinity;

  get length(): number {
    return this.values.size;
  }

  key(index: number): string | null {
    return [...this.values.keys()][index] ?? null;
  }

  getItem(key: string): string | null {
    return this.values.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    if (this.values.size >= this.room) throw new DOMException('full', 'QuotaExceededError');
    this.values.set(key, value);
  }

  removeItem(key: string): void {
    this.values.delete(key);
  }

  clear(): void {
    this.values.clear();
  }
}

describe('FolderStorage', () => {
  let storage: MemoryStorage;

  beforeEach(() => {
    storage = new MemoryStorage();
  });

  it('keeps the settings of two copies of the app apart', () => {
    for (const [one, other] of [
      ['/a/', '/b/'],
      ['/', '/a/'],
      ['/a/', '/a/b/'],
    ] as const) {
      storage.clear();
      const [a, b] = [new FolderStorage(storage, one), new FolderStorage(storage, other)];
      a.set('theme', 'light');
      expect(b.get('theme')).toBeNull();
      b.set('theme', 'dark');
      b.remove('theme');
      expect(a.get('theme')).toBe('light');
      expect(new FolderStorage(storage, one).get('theme')).toBe('light');
    }
  });

  it('lists the names of its own entries, and no others', () => {
    storage.setItem('theme', 'light');
    const folders = ['/', '/a/', '/a/b/'].map((folder) => new FolderStorage(storage, folder));
    const [root, a] = folders;
    a?.set('grid', 'on');
    a?.set('fold.paper', 'on');
    root?.remove('theme');
    expect(folders.map((one) => [...one.names()].sort())).toEqual([
      ...[[], ['fold.paper', 'grid', 'theme'], ['theme']],
    ]);
  });

  it('takes over settings from before keys had a folder once, and leaves them for other copies', () => {
    storage.setItem('theme', 'light');
    storage.setItem('fold.helpKeys', 'off');
    storage.setItem("another program's", 'value');
    const a = new FolderStorage(storage, '/a/');
    expect([a.get('theme'), a.get('fold.helpKeys')]).toEqual(['light', 'off']);
    expect(a.get("another program's")).toBeNull();
    a.remove('theme');
    // An old copy keeps writing there.
    storage.setItem('language', 'de');
    const next = new FolderStorage(storage, '/a/');
    expect([next.get('theme'), next.get('language')]).toEqual([null, null]);
    const b = new FolderStorage(storage, '/b/');
    expect([b.get('theme'), b.get('language')]).toEqual(['light', 'de']);
  });

  it('takes over the rest later when there was not enough space', () => {
    storage.setItem('theme', 'light');
    storage.setItem('language', 'de');
    storage.room = 3;
    const cramped = new FolderStorage(storage, '/a/');
    expect([cramped.get('theme'), cramped.get('language')]).toEqual(['light', 'de']);
    storage.room = Infinity;
    const a = new FolderStorage(storage, '/a/');
    expect([a.get('theme'), a.get('language')]).toEqual(['light', 'de']);
  });

  it('keeps what was set meanwhile, when it takes over the rest', () => {
    storage.setItem('theme', 'light');
    storage.setItem('language', 'de');
    storage.room = 3;
    const cramped = new FolderStorage(storage, '/a/');
    storage.room = Infinity;
    cramped.set('language', 'en');
    expect(cramped.get('language')).toBe('en');
    expect(new FolderStorage(storage, '/a/').get('language')).toBe('en');
  });

  it('does not hide other errors than a lack of space', () => {
    storage.setItem('theme', 'light');
    spyOn(storage, 'setItem').and.throwError(new TypeError('a bug'));
    expect(() => new FolderStorage(storage, '/a/')).toThrowError(TypeError, 'a bug');
  });
});
