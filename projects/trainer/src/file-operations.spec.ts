import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { useTemporaryFolder } from '../testing/temporary-folder.ts';
import { durable, durableFiles, makeFolders } from './file-operations.ts';

describe('durable', () => {
  const folder = useTemporaryFolder();
  const at = (...names: string[]): string => join(folder(), ...names);

  /** Operations that note what is synced and waited for, and whose renaming is refused so often. */
  function noted(refusals = 0, code = 'EBUSY') {
    const synced: string[] = [];
    const pauses: number[] = [];
    let left = refusals;
    const files = durable({
      rename: (source, target) => {
        if (left-- > 0) throw refusal(code);
        renameSync(source, target);
      },
      syncFolder: (path) => synced.push(path),
      pause: (milliseconds) => pauses.push(milliseconds),
    });
    return { files, synced, pauses };
  }

  it('syncs the folder where a folder, a link or a new name is made', () => {
    const { files, synced } = noted();
    mkdirSync(at('there'));
    files.makeFolder(at('there', 'a', 'b'));
    expect(synced.splice(0)).toEqual([at('there'), at('there', 'a')]);
    files.makeFolder(at('there', 'a', 'b'));
    expect(synced).toEqual([]);

    files.write(at('there', 'one'), '1');
    files.link(at('there', 'one'), at('there', 'a', 'two'));
    expect(synced.splice(0)).toEqual([at('there', 'a')]);
    files.rename(at('there', 'a', 'two'), at('there', 'a', 'b', 'two'));
    expect(synced).toEqual([at('there', 'a', 'b')]);
  });

  for (const code of ['EPERM', 'EBUSY', 'EACCES']) {
    it(`renames again where that is refused with ${code}`, () => {
      const { files, pauses } = noted(3, code);
      writeFileSync(at('new'), 'new');
      writeFileSync(at('old'), 'old');
      files.rename(at('new'), at('old'));
      expect(readFileSync(at('old'), 'utf8')).toBe('new');
      expect(pauses.length).toBe(3);
      expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    });
  }

  it('gives up on what stays refused, and at once on anything else', () => {
    writeFileSync(at('new'), 'new');
    const stubborn = noted(Infinity);
    expect(() => {
      stubborn.files.rename(at('new'), at('old'));
    }).toThrowError(/EBUSY/);
    expect(stubborn.pauses.reduce((sum, pause) => sum + pause, 0)).toBeLessThan(5000);
    const full = noted(1, 'ENOSPC');
    expect(() => {
      full.files.rename(at('new'), at('old'));
    }).toThrowError(/ENOSPC/);
    expect(full.pauses).toEqual([]);
    expect(existsSync(at('new'))).toBeTrue();
  });

  it('does all that on the disk, too', () => {
    durableFiles.makeFolder(at('a', 'b'));
    durableFiles.write(at('a', 'one'), '1');
    durableFiles.link(at('a', 'one'), at('a', 'b', 'two'));
    durableFiles.rename(at('a', 'b', 'two'), at('a', 'b', 'three'));
    expect(readFileSync(at('a', 'b', 'three'), 'utf8')).toBe('1');
    durableFiles.remove(at('a', 'b'));
    expect(readdirSync(at('a'))).toEqual(['one']);
  });
});

describe('makeFolders', () => {
  it('ends where no folder can be made', () => {
    if (existsSync('/proc/self')) {
      expect(() => makeFolders('/proc/none/such')).toThrowError(/ENOENT|EACCES|EPERM/);
    }
    expect(() => makeFolders('package.json/none')).toThrowError(/ENOTDIR|ENOENT|EEXIST/);
  });
});

function refusal(code: string): Error {
  return Object.assign(new Error(`${code}: refused, rename`), { code, syscall: 'rename' });
}
