import { appFolderOf } from './page-address.ts';

/** A value that this tab has until it is closed; `null` if there is none, or storage is switched off. */
export function tabValue(name: string): string | null {
  return where((storage) => storage.getItem(keyOf(name))) ?? null;
}

/** Keeps a value in this tab, across reloads, or removes it. Does nothing if storage is switched off. */
export function keepInTab(name: string, value: string | undefined): void {
  where((storage) => {
    if (value === undefined) storage.removeItem(keyOf(name));
    else storage.setItem(keyOf(name), value);
  });
}

/** Contains the folder, so that two copies of the app on one origin share nothing. */
function keyOf(name: string): string {
  return `${appFolderOf(document).pathname}:${name}`;
}

function where<Result>(act: (storage: Storage) => Result): Result | undefined {
  try {
    // `null` in Android web views with storage switched off.
    const storage = sessionStorage as Storage | null;
    return storage ? act(storage) : undefined;
  } catch (error) {
    // SecurityError or QuotaExceededError: storage is switched off, or full.
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}
