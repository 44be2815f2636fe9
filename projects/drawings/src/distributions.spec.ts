import { Random } from '#model';
import { nearlyNormal, oneOf, uniform } from './distributions.ts';

const DRAWS = 20_000;

function draws(seed: number, draw: (random: Random) => number): number[] {
  const random = Random.fromSeed(seed);
  return Array.from({ length: DRAWS }, () => draw(random));
}

function momentsOf(values: readonly number[]): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / values.length };
}

describe('uniform', () => {
  it('fills its range evenly', () => {
    const values = draws(1, (random) => uniform(random, [-2, 4]));
    expect(Math.min(...values)).toBeGreaterThanOrEqual(-2);
    expect(Math.max(...values)).toBeLessThan(4);
    const { mean, variance } = momentsOf(values);
    expect(mean).toBeCloseTo(1, 1);
    // The square of the range's width by 12.
    expect(Math.abs(variance - 3)).toBeLessThan(0.08);
  });

  it('is the one number of a range without width', () => {
    expect(uniform(Random.fromSeed(1), [3, 3])).toBe(3);
  });
});

describe('nearlyNormal', () => {
  const values = draws(2, nearlyNormal);

  it('has mean 0 and standard deviation 1', () => {
    const { mean, variance } = momentsOf(values);
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(variance - 1)).toBeLessThan(0.04);
  });

  it('is as often within one standard deviation as the sum of four uniform numbers', () => {
    // 1 - 2 F(2 - 1/sqrt 3), where F(x) = (x^4 - 4 (x - 1)^4) / 24 between 1 and 2 (Irwin-Hall).
    const share = values.filter((value) => Math.abs(value) < 1).length / DRAWS;
    expect(Math.abs(share - 0.6693)).toBeLessThan(4 * 0.0033);
  });

  it('stays below twice the root of 3', () => {
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(2 * Math.sqrt(3));
  });
});

describe('oneOf', () => {
  it('draws all items about as often', () => {
    const counts = new Map<string, number>();
    const random = Random.fromSeed(3);
    for (let draw = 0; draw < 3000; draw++) {
      const item = oneOf(random, ['a', 'b', 'c']);
      counts.set(item, (counts.get(item) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual(['a', 'b', 'c']);
    // Standard deviation of each count: the root of 3000 x 1/3 x 2/3, which is 26.
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(4 * 26);
  });

  it('says that there are no items', () => {
    expect(() => oneOf(Random.fromSeed(1), [])).toThrowError(RangeError, /^items: expected/);
  });
});
