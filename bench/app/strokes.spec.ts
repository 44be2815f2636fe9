import { resampled, strokesOf } from './strokes.ts';

describe('strokes of a benchmark, resampled', () => {
  it('goes on around a corner', () => {
    const corner = [
      [0, 0],
      [3, 0],
      [3, 3],
    ] as const;
    expect(resampled(corner, 2)).toEqual([
      [0, 0],
      [2, 0],
      [3, 1],
      [3, 3],
    ]);
  });

  it('is the first place alone where the line is shorter than a step', () => {
    expect(
      resampled(
        [
          [1, 1],
          [1.5, 1],
        ],
        2,
      ),
    ).toEqual([[1, 1]]);
    expect(resampled([], 2)).toEqual([]);
  });
});

describe('strokesOf', () => {
  it('has a digit drawn in enough frames to measure', () => {
    for (let digit = 0; digit < 10; digit++) {
      expect(strokesOf(digit).flat().length).toBeGreaterThan(30);
    }
  });
});
