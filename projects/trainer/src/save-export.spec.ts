import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join, sep } from 'node:path';
import { CAN_MOUNT_DISKS, mountSmallDisk } from '../testing/small-disk.ts';
import { loadSmallExport, smallExport } from '../testing/small-export.ts';
import { useTemporaryFolder } from '../testing/temporary-folder.ts';
import { durable, durableFiles, type FileOperations } from './file-operations.ts';
import { SaveError, saveExport, saveSteps } from './save-export.ts';
import { writeExport } from './write-export.ts';

/** The disk, not waited for. */
const quickFiles: FileOperations = {
  ...durable({ rename: renameSync, syncFolder: () => undefined, pause: () => undefined }),
  write: (path, text) => {
    writeFileSync(path, text);
  },
};

describe('saveExport', () => {
  const folder = useTemporaryFolder();
  const out = (): string => join(folder(), 'out');
  const path = (): string => join(out(), 'small.json');
  const rescueFolder = (): string => join(folder(), 'rescue');
  const listing = (): string[] => readdirSync(out(), { recursive: true, encoding: 'utf8' }).sort();
  beforeEach(() => {
    mkdirSync(out());
    mkdirSync(rescueFolder());
  });

  /** The disk, which refuses the operation of that number in the export's folder, and those after it. */
  function refusing(code: string, step: number, forHowMany = Infinity): FileOperations {
    let count = 0;
    const check = (...paths: string[]): void => {
      const isHere = paths.some((each) => each.startsWith(out() + sep));
      if (isHere && ++count > step && count <= step + forHowMany) {
        throw Object.assign(new Error(`${code}: refused`), { code, syscall: 'write' });
      }
    };
    return {
      makeFolder: (path) => {
        check(path);
        quickFiles.makeFolder(path);
      },
      write: (path, text) => {
        check(path);
        quickFiles.write(path, text);
      },
      link: (source, target) => {
        check(source, target);
        quickFiles.link(source, target);
      },
      rename: (source, target) => {
        check(source, target);
        quickFiles.rename(source, target);
      },
      remove: (path) => {
        check(path);
        quickFiles.remove(path);
      },
    };
  }

  function save(files: FileOperations, rescueFolders = [rescueFolder()]): string | undefined {
    try {
      saveExport(path(), smallExport(2, 3), { files, rescueFolders });
      return undefined;
    } catch (error) {
      if (!(error instanceof SaveError)) throw error;
      return error.message;
    }
  }

  /** The export that a message says was written instead. */
  function rescued(message: string): string {
    return /the network is in (\S+\.json) instead/.exec(message)?.[1] ?? 'none';
  }

  for (const hasPrevious of [true, false]) {
    const what = hasPrevious ? 'the old export' : 'nothing';
    it(`refused anything on the way, leaves ${what} there and the new one elsewhere`, () => {
      let messages = 0;
      for (let step = 0; step < 35; step++) {
        quickFiles.remove(out());
        mkdirSync(out());
        if (hasPrevious) writeExport(path(), smallExport(1, 4), quickFiles);
        const before = listing();
        const message = save(refusing('EACCES', step, 1));
        if (message === undefined) {
          // Refused only when tidying up, which the next run does, or not at all.
          expect(loadSmallExport(path())).toEqual({ seed: 2, checkpoints: 3 });
          writeExport(path(), smallExport(2, 3), quickFiles);
          expect(readdirSync(out()).sort()).toEqual(['small', 'small.json']);
          continue;
        }
        messages += 1;
        expect(message).toContain(`${path()}: expected to be written, found EACCES: refused`);
        expect(message).not.toContain('\n');
        expect(loadSmallExport(rescued(message))).toEqual({ seed: 2, checkpoints: 3 });
        expect(listing()).toEqual(before);
        if (hasPrevious) expect(loadSmallExport(path()).seed).toBe(1);
      }
      expect(messages).toBeGreaterThan(8);
      expect(messages).toBeLessThan(30);
    });
  }

  for (const hasPrevious of [true, false]) {
    const what = hasPrevious ? 'the old export' : 'nothing';
    it(`left at any step, leaves ${what} there`, () => {
      let stops = 0;
      for (;;) {
        quickFiles.remove(out());
        mkdirSync(out());
        if (hasPrevious) writeExport(path(), smallExport(1, 4), quickFiles);
        const before = listing();
        const steps = saveSteps(path(), smallExport(2, 3), {
          files: quickFiles,
          rescueFolders: [rescueFolder()],
        });
        const taken = Array.from({ length: stops }, () => steps.next());
        if (taken.at(-1)?.done) break;
        stops += 1;
        expect(() => steps.throw(new Error('interrupted'))).toThrowError('interrupted');
        expect(listing()).toEqual(before);
        if (hasPrevious) expect(loadSmallExport(path())).toEqual({ seed: 1, checkpoints: 4 });
      }
      // Three snapshots are laid out, written and read back.
      expect(stops).toBe(10);
      expect(loadSmallExport(path())).toEqual({ seed: 2, checkpoints: 3 });
      expect(readdirSync(rescueFolder())).toEqual([]);
    });
  }

  it('on a disk that from some moment on refuses everything, leaves what readers read', () => {
    let saved = false;
    let steps = 0;
    for (; !saved; steps++) {
      writeExport(path(), smallExport(1, 4), quickFiles);
      const message = save(refusing('EROFS', steps));
      saved = message === undefined && readdirSync(out()).length === 2;
      if (message !== undefined) expect(loadSmallExport(rescued(message)).seed).toBe(2);
      expect(loadSmallExport(path()).seed).toBe(message === undefined ? 2 : 1);
    }
    expect(steps).toBeGreaterThan(10);
  });

  it('goes through the folders until one takes it, and says when none does', () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    const message = save(refusing('EIO', 0), [join(folder(), 'none'), file, rescueFolder()]) ?? '';
    expect(loadSmallExport(rescued(message)).seed).toBe(2);
    expect(save(refusing('EIO', 0), [file])).toMatch(
      /nor was there room for it in .*: it is lost$/,
    );
    expect(readdirSync(out())).toEqual([]);
  });

  it('keeps a folder that stands where the manifest is to be', () => {
    mkdirSync(path());
    writeFileSync(join(path(), 'notes.txt'), 'mine');
    const message = save(durableFiles) ?? '';
    expect(message).toMatch(/found E(ISDIR|EXIST|NOTEMPTY|PERM)/);
    expect(loadSmallExport(rescued(message)).seed).toBe(2);
    expect(readFileSync(join(path(), 'notes.txt'), 'utf8')).toBe('mine');
    expect(readdirSync(out())).toEqual(['small.json']);
  });

  it('puts nothing in place that does not read back', () => {
    writeExport(path(), smallExport(1, 4));
    const write = (file: string, text: string): void => {
      durableFiles.write(file, file.startsWith(out()) ? text.slice(0, -20) : text);
    };
    const message = save({ ...durableFiles, write }) ?? '';
    expect(message).toMatch(/found .*000_initial\.json: SHA-256|the file: expected JSON/);
    expect(loadSmallExport(path()).seed).toBe(1);
    expect(loadSmallExport(rescued(message)).seed).toBe(2);
    expect(readdirSync(out()).sort()).toEqual(['small', 'small.json']);
  });

  if (CAN_MOUNT_DISKS) {
    it('fills a real disk to its end, and leaves it as it was', () => {
      const mounted = mountSmallDisk(out());
      try {
        writeExport(path(), smallExport(1, 4));
        const used = listing();
        const { bavail, bsize } = mounted.free();
        writeFileSync(join(out(), 'ballast'), Buffer.alloc(bavail * bsize - 2 * bsize));
        const message = save(durableFiles) ?? '';
        expect(message).toContain('ENOSPC');
        expect(loadSmallExport(rescued(message)).seed).toBe(2);
        expect(loadSmallExport(path()).seed).toBe(1);
        expect(listing()).toEqual(['ballast', ...used]);
      } finally {
        mounted.unmount();
      }
      expect(existsSync(path())).toBeFalse();
    });
  }
});
