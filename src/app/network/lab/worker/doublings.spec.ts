import { DEFAULT_SETTINGS, totalImages } from '../shared/lab-settings.ts';
import { doublings, milestoneAt } from './doublings.ts';

const targets = (changes: Partial<typeof DEFAULT_SETTINGS>, digits = 10_000): number[] =>
  doublings({ ...DEFAULT_SETTINGS, ...changes }, digits).map(({ targetImages }) => targetImages);

describe('the milestones of a run', () => {
  it('are its beginning, each doubling from 64 on, and its end', () => {
    expect(targets({})).toEqual([
      ...[0, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16_384, 32_768],
      50_000,
    ]);
  });

  it('begin with a whole batch', () => {
    expect(targets({ batchSize: 1024 })).toEqual([
      ...[0, 1024, 2048, 4096, 8192, 16_384, 32_768],
      50_000,
    ]);
    expect(targets({ batchSize: 1 }).slice(0, 3)).toEqual([0, 64, 128]);
  });

  it('are its beginning and end where it is short', () => {
    const stop = { kind: 'passes', passes: 1 } as const;
    expect(targets({ stop, digits: 100 }, 50)).toEqual([0, 50]);
    expect(targets({ stop, digits: 100, batchSize: 64 }, 64)).toEqual([0, 64]);
  });

  it('go on where only something else ends the run', () => {
    const never = { ...DEFAULT_SETTINGS, stop: { kind: 'never' } as const };
    expect(totalImages(never, 100)).toBeUndefined();
    expect(targets(never, 100).at(-1)).toBeGreaterThan(1e11);
  });

  it('are named as in exports', () => {
    expect(milestoneAt(0, 100).id).toBe('initial');
    expect(milestoneAt(64, 100)).toEqual({
      ...{ id: 'approx_64', label: '≈64 images', kind: 'approx', targetImages: 64 },
    });
    expect(milestoneAt(500, 100)).toEqual({
      ...{ id: 'dataset_5x', label: '5× dataset', kind: 'dataset_multiple' },
      ...{ targetImages: 500, datasetMultiple: 5 },
    });
  });
});
