import { perceptronSpec, type Checkpoint } from '#model';
import { shardAddress } from './shard-address.ts';
import type { WeightSet } from './weight-set.ts';

const withShard = (shard: Checkpoint['shard']) =>
  ({ id: 'x', shard }) as Partial<Checkpoint> as Checkpoint;
const SET = {
  url: 'https://school.test/app/exports/mine.json',
  network: perceptronSpec([784, 10]),
  timeline: [
    withShard({ path: 'mine/000.json', sha256: 'ab12' }),
    withShard({ path: 'mine/1 (2).json' }),
  ],
} as Partial<WeightSet> as WeightSet;

describe('shardAddress', () => {
  it('is beside the manifest, with the hash that it names', () => {
    expect(shardAddress(SET, 'cd34', 0)).toEqual({
      manifestUrl: SET.url,
      manifestSha256: 'cd34',
      file: 'https://school.test/app/exports/mine/000.json',
      network: SET.network,
      sha256: 'ab12',
    });
  });

  it('has no hash where an export has none', () => {
    const address = shardAddress(SET, 'cd34', 1);
    expect(address.file).toBe('https://school.test/app/exports/mine/1%20(2).json');
    expect('sha256' in address).toBeFalse();
  });

  it('refuses a checkpoint that the timeline does not have', () => {
    for (const index of [-1, 2]) {
      expect(() => shardAddress(SET, '', index)).toThrowError(
        RangeError,
        `timeline: expected a checkpoint ${index}, found none`,
      );
    }
  });
});
