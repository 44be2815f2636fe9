import { FormatError } from '#model';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { useTemporaryFolder } from '../../testing/temporary-folder.ts';
import { durableFiles } from '../file-operations.ts';
import { SHEET_MARK } from './mistakes-sheet.ts';
import { probeSheet, writeSheet } from './write-sheet.ts';

const OLD = `<html>${SHEET_MARK}old</html>`;

describe('writing a sheet of mistakes', () => {
  const folder = useTemporaryFolder();
  const path = (): string => join(folder(), 'sheet.html');

  it('replaces an earlier one or an empty file, and leaves nothing else', () => {
    for (const before of [undefined, OLD, ' \n']) {
      if (before !== undefined) writeFileSync(path(), before);
      probeSheet(path());
      writeSheet(path(), 'new');
      expect(readFileSync(path(), 'utf8')).toBe('new');
      expect(readdirSync(folder())).toEqual(['sheet.html']);
    }
  });

  it('leaves all as it was when it cannot be written or put in place', () => {
    writeFileSync(path(), OLD);
    const full = Object.assign(new Error('ENOSPC: no space left'), {
      code: 'ENOSPC',
      syscall: 'x',
    });
    const fail = (): never => {
      throw full;
    };
    const half = (file: string): never => {
      writeFileSync(file, 'half');
      throw full;
    };
    for (const broken of [{ write: half }, { rename: fail }]) {
      expect(() => {
        writeSheet(path(), 'new', { ...durableFiles, ...broken });
      }).toThrowError(FormatError, /expected a place that can be written, found ENOSPC/);
      expect(readFileSync(path(), 'utf8')).toBe(OLD);
      expect(readdirSync(folder())).toEqual(['sheet.html']);
    }
  });

  it('refuses folders, other files and places that are none before there is anything to write', () => {
    writeFileSync(join(folder(), 'class.json'), '{}');
    mkdirSync(join(folder(), 'folder'));
    const before = readdirSync(folder()).sort();
    const cases: [string, RegExp][] = [
      ['folder', /place: expected a file, found a folder: /],
      ['class.json', /place: expected a new file or a sheet of mistakes, found another: /],
      ['none/sheet.html', /place: expected a place that can be written, found ENOENT/],
      ['class.json/sheet.html', /place: expected a place that can be written, found E/],
      ['x'.repeat(300), /place: expected a place that can be written, found ENAMETOOLONG/],
    ];
    for (const [name, message] of cases) {
      expect(() => {
        probeSheet(join(folder(), name));
      }).toThrowError(FormatError, message);
      expect(readdirSync(folder()).sort()).toEqual(before);
    }
    expect(readFileSync(join(folder(), 'class.json'), 'utf8')).toBe('{}');
  });
});
