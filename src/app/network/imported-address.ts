/**
 * Folder in the made-up addresses under which earlier versions of the app kept exports from files, among those of the
 * server. They have moved into the library since, and are never requested from a server.
 */
const IMPORTED = /^https?:[^?#]*\/imported-weights\//;

/** Whether an address is that of an export that an earlier version of the app imported from files. */
export function isImported(url: string): boolean {
  return IMPORTED.test(url);
}
