import { FormatError } from '#model';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { useTemporaryFolder } from '../testing/temporary-folder.ts';
import { smallExport } from '../testing/small-export.ts';
import { checkpointNamed, readCheckpoint, readManifest } from './read-export.ts';
import { writeExport } from './write-export.ts';

/** Written by PyTorch as the seed writes its exports: no hashes, no training block. */
const SEED_EXPORT = 'projects/model/testing/seed_export.json';

describe('readManifest and readCheckpoint', () => {
  const folder = useTemporaryFolder();

  it("read every checkpoint of an export in the seed's shape from its files", () => {
    const manifest = readManifest(SEED_EXPORT);
    const biases = manifest.timeline.map((checkpoint) => {
      const [first, ...others] = readCheckpoint(SEED_EXPORT, manifest, checkpoint);
      expect(first?.weights.length).toBe(784 * 6);
      expect(others.length).toBe(2);
      return first?.biases[0];
    });
    expect(new Set(biases).size).toBe(3);
  });

  it('find checkpoints by id or short name, the last one without', () => {
    const manifest = readManifest(SEED_EXPORT);
    expect(checkpointNamed(manifest).id).toBe('dataset_1x');
    expect(checkpointNamed(manifest, 'approx_50').order).toBe(1);
    expect(checkpointNamed(manifest, '1x').order).toBe(14);
    const [first] = manifest.timeline;
    if (!first) throw new Error('timeline: expected a checkpoint, found none');
    const timeline = ['dataset_1_5x', 'my_approx_2'].map((id) => ({ ...first, id }));
    expect(() => checkpointNamed({ ...manifest, timeline }, '2x')).toThrowError(
      RangeError,
      'checkpoint: expected one of 1.5x, my.approx_2; found 2x',
    );
    expect(() => checkpointNamed(manifest, '7x')).toThrowError(
      RangeError,
      'checkpoint: expected one of initial, 50, 1x; found 7x',
    );
  });

  it('name the file whose bytes are not those of the manifest', () => {
    const path = join(folder(), 'weights.json');
    writeExport(path, smallExport(1, 2));
    const manifest = readManifest(path);
    const file = join(folder(), 'weights', '001_approx-50.json');
    cpSync(join(folder(), 'weights', '000_initial.json'), file);
    const [, second] = manifest.timeline;
    expect(second).toBeDefined();
    if (!second) return;
    const expected = second.shard.sha256 ?? '';
    expect(() => readCheckpoint(path, manifest, second)).toThrowError(
      FormatError,
      `${file}: SHA-256: expected ${expected}, found ${manifest.timeline[0]?.shard.sha256 ?? ''}`,
    );
    rmSync(file);
    expect(() => readCheckpoint(path, manifest, second)).toThrowError(
      FormatError,
      /001_approx-50\.json: the file: expected one that can be read, found .*ENOENT/,
    );
  });

  it('name a manifest that is none', () => {
    const path = join(folder(), 'weights.json');
    writeFileSync(path, '<html>');
    expect(() => readManifest(path)).toThrowError(
      FormatError,
      /weights\.json: the file: expected JSON/,
    );
  });
});
