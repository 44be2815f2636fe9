import { mapCells } from './map-view.ts';

describe('mapCells', () => {
  const slopes = Float64Array.of(2, -4, 1, 0);
  const ink = [1, 0.25, 0, 1];

  it('shows the template relative to its strongest pixel, ink or not', () => {
    expect([...mapCells('template', slopes, ink)]).toEqual([0.5, -1, 0.25, 0]);
  });

  it('shows what the ink adds', () => {
    // 2 · 1, -4 · 0.25 and nothing where there is no ink.
    expect([...mapCells('drawing', slopes, ink)]).toEqual([1, -0.5, 0, 0]);
  });

  it('shows both, the template dimmed where there is no ink', () => {
    // 2 · 1, -4 · (0.3 + 0.7 · 0.25) = -1.9 and 1 · 0.3, of 2.
    const [first = NaN, second = NaN, third = NaN] = mapCells('both', slopes, ink);
    expect(first).toBe(1);
    expect(second).toBeCloseTo(-0.95, 12);
    expect(third).toBeCloseTo(0.15, 12);
  });

  it('is empty where nothing counts', () => {
    expect([...mapCells('drawing', slopes, [0, 0, 0, 0])].map(Math.abs)).toEqual([0, 0, 0, 0]);
    expect([...mapCells('template', new Float64Array(2), [1, 1])]).toEqual([0, 0]);
  });
});
