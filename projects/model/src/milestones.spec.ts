import fc from 'fast-check';
import { milestones } from './milestones.ts';

/** Ids, labels and image counts of the seed's own export. */
const SEED: readonly (readonly [string, string, number])[] = [
  ['initial', 'Initial weights', 0],
  ['approx_50', '≈50 images', 50],
  ['approx_120', '≈120 images', 120],
  ['approx_250', '≈250 images', 250],
  ['approx_500', '≈500 images', 500],
  ['approx_1k', '≈1k images', 1000],
  ['approx_2k', '≈2k images', 2000],
  ['approx_3_5k', '≈3.5k images', 3500],
  ['approx_5_8k', '≈5.8k images', 5800],
  ['approx_8_7k', '≈8.7k images', 8700],
  ['approx_13k', '≈13k images', 13000],
  ['approx_19_5k', '≈19.5k images', 19500],
  ['approx_28_5k', '≈28.5k images', 28500],
  ['approx_40k', '≈40k images', 40000],
  ['dataset_1x', '1× dataset', 60000],
  ['approx_80k', '≈80k images', 80000],
  ['dataset_1_5x', '1.5× dataset', 90000],
  ['dataset_2x', '2× dataset', 120000],
  ['dataset_2_5x', '2.5× dataset', 150000],
  ['dataset_3x', '3× dataset', 180000],
  ['dataset_4x', '4× dataset', 240000],
  ['dataset_5x', '5× dataset', 300000],
  ['dataset_6_5x', '6.5× dataset', 390000],
  ['dataset_8_5x', '8.5× dataset', 510000],
  ['dataset_10x', '10× dataset', 600000],
  ['dataset_12_5x', '12.5× dataset', 750000],
  ['dataset_15x', '15× dataset', 900000],
  ['dataset_17_5x', '17.5× dataset', 1050000],
  ['dataset_20x', '20× dataset', 1200000],
  ['dataset_25x', '25× dataset', 1500000],
  ['dataset_30x', '30× dataset', 1800000],
  ['dataset_35x', '35× dataset', 2100000],
  ['dataset_40x', '40× dataset', 2400000],
  ['dataset_45x', '45× dataset', 2700000],
  ['dataset_50x', '50× dataset', 3000000],
];

describe('milestones', () => {
  it("are the seed's 35 for MNIST, in its order", () => {
    const found = milestones(60_000).map(({ id, label, targetImages }) => [
      id,
      label,
      targetImages,
    ]);
    expect(found).toEqual(SEED.map((entry) => [...entry]));
  });

  it('scale with the data set: 55,000 images', () => {
    const found = milestones(55_000);
    expect(found.length).toBe(35);
    // 50 · 55/60 = 45.8; 40,000 · 55/60 = 36,666.7; 80,000 · 55/60 = 73,333.3.
    expect(found.find(({ id }) => id === 'approx_46')?.targetImages).toBe(46);
    expect(found.find(({ id }) => id === 'approx_36667')?.label).toBe('≈36667 images');
    expect(found.map(({ id }) => id).slice(14, 17)).toEqual([
      'dataset_1x',
      'approx_73333',
      'dataset_1_5x',
    ]);
    expect(found.at(-1)?.targetImages).toBe(2_750_000);
  });

  it('add one checkpoint at the end of a run of more than 50 passes', () => {
    expect(milestones(60_000, 60).length).toBe(36);
    expect(milestones(60_000, 60).at(-1)).toEqual({
      id: 'dataset_60x',
      label: '60× dataset',
      kind: 'dataset_multiple',
      targetImages: 3_600_000,
      datasetMultiple: 60,
    });
    expect(milestones(60_000, 5).length).toBe(35);
  });

  it('are the same for all runs of up to 50 passes', () => {
    expect(milestones(60_000, 7)).toEqual(milestones(60_000, 50));
  });

  it('strictly increase and have unique ids for a data set of any size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000_000 }), (datasetSize) => {
        const found = milestones(datasetSize);
        const rises = found.every(
          ({ targetImages }, index) => targetImages > (found[index - 1]?.targetImages ?? -1),
        );
        expect(rises).toBeTrue();
        expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
        expect(found[0]?.id).toBe('initial');
        expect(found.at(-1)?.targetImages).toBe(50 * datasetSize);
      }),
    );
  });

  for (const [datasetSize, epochs] of [
    [0, 50],
    [-1, 50],
    [1.5, 50],
    [NaN, 50],
    [60_000, 0],
    [60_000, 2.5],
  ] as const) {
    it(`refuse ${datasetSize} images and ${epochs} passes`, () => {
      expect(() => milestones(datasetSize, epochs)).toThrowError(
        RangeError,
        /expected a positive whole number, found/,
      );
    });
  }
});
