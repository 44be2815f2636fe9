/** Where exports that someone brought as files have their address: no server is ever asked for them. */
export const IMPORTED_FOLDER = 'imported-weights/';

/** Whether an address is that of an export, or a file of one, that was brought as files. */
export function isImported(url: string): boolean {
  return new URL(url).pathname.includes(`/${IMPORTED_FOLDER}`);
}
