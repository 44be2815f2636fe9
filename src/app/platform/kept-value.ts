import { FolderStorage } from './folder-storage.ts';

let opened: FolderStorage | undefined;

/** A value that was kept on this device; `null` where there is none, or storage is switched off. */
export function keptValue(name: string): string | null {
  return where((storage) => storage.get(name)) ?? null;
}

/** Keeps a value on this device, or forgets it; where storage is switched off it lasts for this visit. */
export function keepValue(name: string, value: string | undefined): void {
  where((storage) => {
    if (value === undefined) storage.remove(name);
    else storage.set(name, value);
  });
}

/** Does something with the app's part of the storage; nothing where there is none. */
function where<Result>(act: (storage: FolderStorage) => Result): Result | undefined {
  try {
    // `null` in views of Android apps that switch it off.
    const storage = localStorage as Storage | null;
    if (!storage) return undefined;
    opened ??= new FolderStorage(storage, new URL('.', document.baseURI).pathname);
    return act(opened);
  } catch (error) {
    // SecurityError or QuotaExceededError: storage is switched off.
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}
