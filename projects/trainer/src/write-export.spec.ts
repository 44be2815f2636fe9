import { parseManifest } from '#model';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadSmallExport, smallExport } from '../testing/small-export.ts';
import { useTemporaryFolder } from '../testing/temporary-folder.ts';
import { durableFiles, linkOrCopy } from './file-operations.ts';
import { writeExport } from './write-export.ts';

describe('writeExport', () => {
  const folder = useTemporaryFolder();
  const path = (): string => join(folder(), 'small.json');

  it('writes what readers read, under the seed’s names', () => {
    writeExport(path(), smallExport(1, 4));
    expect(loadSmallExport(path())).toEqual({ seed: 1, checkpoints: 4 });
    expect(readdirSync(folder()).sort()).toEqual(['small', 'small.json']);
    expect(readdirSync(join(folder(), 'small')).sort()).toEqual([
      '000_initial.json',
      '001_approx-50.json',
      '002_approx-120.json',
      '003_approx-250.json',
    ]);
    const { timeline } = parseManifest(readFileSync(path(), 'utf8'), 'small.json');
    expect(timeline[1]?.description).toBe('50 images processed • 1 batches • 0.00× dataset');
    expect(timeline[1]?.shard.path).toBe('small/001_approx-50.json');
  });

  it('describes passes and thousands as the seed does', () => {
    const contents = smallExport(1, 35);
    writeExport(path(), contents);
    const { timeline } = parseManifest(readFileSync(path(), 'utf8'), 'small.json');
    expect(timeline[0]?.description).toBe('0 images processed (random initialisation)');
    expect(timeline[13]?.description).toBe('40,000 images processed • 13 batches • 0.67× dataset');
    expect(timeline[16]?.description).toBe('90,000 images • 1.5× dataset • 16 batches');
    expect(timeline[34]?.description).toBe('3,000,000 images • 50× dataset • 34 batches');
    expect(timeline[16]?.shard.path).toBe('small/016_dataset-1-5x.json');
  });

  it('replaces a longer export without leaving shards of it', () => {
    writeExport(path(), smallExport(1, 6));
    writeExport(path(), smallExport(2, 3));
    expect(loadSmallExport(path())).toEqual({ seed: 2, checkpoints: 3 });
    expect(readdirSync(join(folder(), 'small')).length).toBe(3);
    expect(readdirSync(folder()).sort()).toEqual(['small', 'small.json']);
  });

  it('replaces a manifest that nothing can read, and leaves strangers’ files alone', () => {
    writeFileSync(path(), '<html>');
    writeFileSync(join(folder(), 'notes.txt'), 'mine');
    writeExport(path(), smallExport(1, 2));
    expect(loadSmallExport(path())).toEqual({ seed: 1, checkpoints: 2 });
    expect(readFileSync(join(folder(), 'notes.txt'), 'utf8')).toBe('mine');
  });

  it('works where the file system has no hard links', () => {
    const noLinks = (): never => {
      throw Object.assign(new Error('operation not permitted, link'), { code: 'EPERM' });
    };
    const link = (source: string, target: string): void => {
      linkOrCopy(source, target, noLinks);
    };
    writeExport(path(), smallExport(1, 4), { ...durableFiles, link });
    writeExport(path(), smallExport(2, 3), { ...durableFiles, link });
    expect(loadSmallExport(path())).toEqual({ seed: 2, checkpoints: 3 });
    expect(readdirSync(folder()).sort()).toEqual(['small', 'small.json']);
  });

  it('gives the same bytes for the same contents', () => {
    writeExport(path(), smallExport(3, 3));
    const first = readFileSync(path(), 'utf8');
    writeExport(path(), smallExport(3, 3));
    expect(readFileSync(path(), 'utf8')).toBe(first);
  });
});
