import { FormatError } from '#model';
import { basename } from 'node:path';

/** Bytes of a name that every file system takes (255), less what is added while an export is written. */
const LONGEST_STEM = 200;
/** Devices on Windows, whatever follows a dot. */
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\.|$)/i;
/** Folders beside an export while it is written: those of `x.previous.json` would be taken for those of `x.json`. */
const WORKPLACE = /\.(staging|previous)$/i;

/**
 * The name that an export's manifest has without `.json`; its folder of snapshots has the same, in paths
 * that are read as files and as URLs, on every system that the export may be copied to.
 * @param path of the manifest
 * @throws FormatError unless all of them can read what would be written there
 */
export function exportStem(path: string): string {
  const name = basename(path);
  if (!path.endsWith('.json')) throw refused('a file name ending in .json', path);
  const stem = name.slice(0, -'.json'.length);
  const unreadable = /[\p{Cc}\p{Cs}<>:"/\\|?*#%]/u.exec(stem)?.[0];
  if (unreadable !== undefined) {
    const where = `${JSON.stringify(unreadable)} in ${JSON.stringify(name)}`;
    throw refused('a name without < > : " / \\ | ? * # % and control characters', where);
  }
  if (!/^[^. ](.*[^. ])?$/u.test(stem)) {
    const expected = 'a name before .json that neither begins nor ends with a dot or a space';
    throw refused(expected, JSON.stringify(name));
  }
  if (DEVICE.test(stem)) throw refused('a name that is no device on Windows', JSON.stringify(name));
  if (WORKPLACE.test(stem)) {
    const expected = 'a name without .staging or .previous at its end: what is there is removed';
    throw refused(expected, JSON.stringify(name));
  }
  const length = Buffer.byteLength(stem);
  if (length > LONGEST_STEM) {
    throw refused(`a name of at most ${LONGEST_STEM} bytes before .json`, String(length));
  }
  return stem;

  function refused(expected: string, found: string): FormatError {
    return new FormatError(path, 'name', expected, found);
  }
}
