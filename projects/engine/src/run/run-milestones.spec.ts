import { findMilestone, runMilestones } from './run-milestones.ts';

describe('runMilestones', () => {
  const idsOf = (epochs: number, stopAfter?: string): string[] =>
    runMilestones(60_000, { epochs }, stopAfter).map(({ id }) => id);

  it('goes on to 50 passes at least', () => {
    expect(idsOf(1)).toEqual(idsOf(50));
    expect(idsOf(50).at(-1)).toBe('dataset_50x');
    expect(idsOf(51).at(-1)).toBe('dataset_51x');
  });

  it('stops after the checkpoint of that name', () => {
    expect(idsOf(50, 'initial')).toEqual(['initial']);
    expect(idsOf(50, '1.5x').at(-1)).toBe('dataset_1_5x');
    expect(idsOf(50, 'dataset_2x').at(-1)).toBe('dataset_2x');
    expect(idsOf(50, '40k').at(-1)).toBe('approx_40k');
  });

  it('lists the checkpoints that there are, as they may be called', () => {
    expect(() => idsOf(50, 'last')).toThrowError(
      RangeError,
      /^stop after: expected one of initial, 50, 120, .* 3\.5k, .* 40k, 1x, 80k, 1\.5x, .* 50x; found last$/,
    );
  });
});

describe('findMilestone', () => {
  const all = ['initial', 'approx_1k', 'dataset_1x', 'dataset_1_5x'].map((id) => ({ id }));

  it('takes ids and short names', () => {
    expect(
      ['initial', 'approx_1k', '1k', '1x', '1.5x', '1_5x'].map((name) => findMilestone(all, name)),
    ).toEqual([0, 1, 1, 2, 3, 3]);
    expect(['', '2x', 'dataset_1k', 'x'].map((name) => findMilestone(all, name))).toEqual([
      -1, -1, -1, -1,
    ]);
  });
});
