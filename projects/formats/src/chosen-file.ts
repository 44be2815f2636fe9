/** A file that someone chose, or that was in a zip. */
export interface ChosenFile {
  /** With folders as far as they are known, separated by `/`. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What a file may be at most before anything in it is read, and what may come out of it. */
export const FILE_LIMITS = {
  /** Of all chosen files together. */
  bytes: 50e6,
  /** In a zip, or chosen at once. */
  entries: 200,
  /** Of one entry, inflated. */
  entryBytes: 50e6,
  /** Of all entries together, inflated. */
  inflatedBytes: 120e6,
} as const;

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** What a name was before a browser or a system numbered it: `a (1).json`, `a - Copy.json` and `a copy 2.json`. */
export function originalName(name: string): string {
  return name.replace(/( \(\d+\)| - Copy( \(\d+\))?| copy( \d+)?)(?=(\.[^.]*)*$)/, '');
}

/** Whether a system left it there by itself. */
export function isLeftBySystem(path: string): boolean {
  return /(^|\/)(__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i.test(path);
}
