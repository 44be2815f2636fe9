import { zipSync, type Zippable } from 'fflate';
import type { ChosenFile } from '../chosen-file.ts';

/** The first day that zips know: the same files give the same bytes. */
const DAY = new Date(1980, 0, 1);

/**
 * Packs files into a zip, deflated, in their order. The same files give the same bytes.
 * @param files names with `/` between folders
 */
export function writeZip(files: readonly ChosenFile[]): Uint8Array<ArrayBuffer> {
  const entries: Zippable = Object.fromEntries(files.map(({ name, bytes }) => [name, bytes]));
  return zipSync(entries, { mtime: DAY });
}
