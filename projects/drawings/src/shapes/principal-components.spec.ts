import { principalComponents } from './principal-components.ts';

describe('principalComponents', () => {
  const crossed = [
    [5, 7, 2],
    [1, 7, 2],
    [3, 8, 2],
    [3, 6, 2],
  ].map((values) => Float64Array.from(values));

  it('are the directions of the largest deviation, as long as it', () => {
    const { mean, components } = principalComponents(crossed, [1, 1, 1, 1], 2);
    expect([...mean]).toEqual([3, 7, 2]);
    // Two of four are 2 away from the mean, along x; two are 1 away, along y.
    expect(components.map((component) => [...component.map(Math.abs)])).toEqual([
      [Math.SQRT2, 0, 0],
      [0, Math.SQRT1_2, 0],
    ]);
  });

  it('find slanted directions', () => {
    const slanted = [-2, -1, 0, 1, 2].map((t) => Float64Array.of(3 * t, 4 * t));
    const { components } = principalComponents(slanted, [1, 1, 1, 1, 1], 2);
    const [first, second] = components.map(([x = 0, y = 0]) => [Math.abs(x), Math.abs(y), x * y]);
    // Deviation of t: the root of 2; direction (3, 4).
    expect(first?.[0]).toBeCloseTo(3 * Math.SQRT2, 10);
    expect(first?.[1]).toBeCloseTo(4 * Math.SQRT2, 10);
    expect(first?.[2]).toBeCloseTo(24, 10);
    expect(second?.[0]).toBeCloseTo(0, 6);
  });

  it('count each vector by its weight', () => {
    const { mean, components } = principalComponents(
      [Float64Array.of(0), Float64Array.of(4)],
      [3, 1],
      1,
    );
    expect([...mean]).toEqual([1]);
    expect(Math.abs(components[0]?.[0] ?? 0)).toBeCloseTo(Math.sqrt(3), 12);
  });

  it('are as long together as all deviations', () => {
    const vectors = Array.from({ length: 30 }, (_, row) =>
      Float64Array.from({ length: 8 }, (__, at) => ((row * 37 + at * at * 11) % 23) - 11),
    );
    const { mean, components } = principalComponents(
      vectors,
      vectors.map(() => 1),
      8,
    );
    const squares = (list: readonly Float64Array[]): number =>
      list.reduce((sum, vector) => vector.reduce((part, value) => part + value * value, sum), 0);
    const off = vectors.map((vector) => vector.map((value, at) => value - (mean[at] ?? 0)));
    expect(squares(components)).toBeCloseTo(squares(off) / vectors.length, 8);
  });
});
