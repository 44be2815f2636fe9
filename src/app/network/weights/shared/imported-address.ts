/** Folder in the made-up addresses of exports imported from local files. They are never requested from a server. */
export const IMPORTED_FOLDER = 'imported-weights/';

/** Whether an address belongs to an export that was imported from local files. */
export function isImported(url: string): boolean {
  return new URL(url).pathname.includes(`/${IMPORTED_FOLDER}`);
}
