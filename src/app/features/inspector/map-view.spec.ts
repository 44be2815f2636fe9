import { mapCells } from './map-view.ts';

describe('mapCells', () => {
  const effectiveWeights = Float64Array.of(2, -4, 1, 0);
  const intensities = [1, 0.25, 0, 1];

  it('shows the effective weights relative to the strongest pixel, blank or not', () => {
    expect([...mapCells('weights', effectiveWeights, intensities)]).toEqual([0.5, -1, 0.25, 0]);
  });

  it('shows what the ink adds', () => {
    // 2 · 1, -4 · 0.25 and nothing where there is no ink.
    expect([...mapCells('drawing', effectiveWeights, intensities)]).toEqual([1, -0.5, 0, 0]);
  });

  it('shows both, the weights dimmed where pixels are blank', () => {
    // 2 · 1, -4 · (0.3 + 0.7 · 0.25) = -1.9 and 1 · 0.3, of 2.
    const [first = NaN, second = NaN, third = NaN] = mapCells(
      'both',
      effectiveWeights,
      intensities,
    );
    expect(first).toBe(1);
    expect(second).toBeCloseTo(-0.95, 12);
    expect(third).toBeCloseTo(0.15, 12);
  });

  it('is empty when nothing contributes', () => {
    expect([...mapCells('drawing', effectiveWeights, [0, 0, 0, 0])].map(Math.abs)).toEqual([
      0, 0, 0, 0,
    ]);
    expect([...mapCells('weights', new Float64Array(2), [1, 1])]).toEqual([0, 0]);
  });
});
