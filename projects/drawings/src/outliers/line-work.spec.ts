import { Random } from '#model';
import { direction, ellipse, polyline } from './line-work.ts';

describe('direction', () => {
  const directions = (() => {
    const random = Random.fromSeed(1);
    return Array.from({ length: 4000 }, () => direction(random));
  })();

  it('has length 1', () => {
    for (const [x, y] of directions) expect(x * x + y * y).toBeCloseTo(1, 12);
  });

  it('points into all eight parts of the circle as often', () => {
    const counts = new Map<string, number>();
    for (const [x, y] of directions) {
      const part = `${x > 0} ${y > 0} ${Math.abs(x) > Math.abs(y)}`;
      counts.set(part, (counts.get(part) ?? 0) + 1);
    }
    expect(counts.size).toBe(8);
    // Standard deviation of each: the root of 4000 x 1/8 x 7/8, which is 21.
    for (const count of counts.values()) expect(Math.abs(count - 500)).toBeLessThan(4 * 21);
  });
});

describe('polyline', () => {
  it('cuts each piece into four, by way of its corners', () => {
    const line = polyline(
      Random.fromSeed(1),
      [
        [0, 0],
        [8, 0],
        [8, 4],
      ],
      0,
    );
    expect(line.slice(4).map(({ x, y }) => [x, y])).toEqual([
      [2, 0],
      [4, 0],
      [6, 0],
      [8, 0],
      [8, 1],
      [8, 2],
      [8, 3],
      [8, 4],
    ]);
    // It rests where it begins.
    expect(line.slice(0, 4).every(({ x, y }) => x === 0 && y === 0)).toBeTrue();
  });

  it('trembles as far as it is told, and no further', () => {
    const level = polyline(
      Random.fromSeed(2),
      Array.from({ length: 40 }, (_, x) => [x * 4, 9]),
      0.5,
    );
    const off = level.map(({ y }) => Math.abs(y - 9));
    expect(Math.max(...off)).toBeLessThanOrEqual(0.5);
    expect(Math.max(...off)).toBeGreaterThan(0.4);
  });
});

describe('ellipse', () => {
  it('goes round a middle at its half width and height, as far as a hand is exact', () => {
    const ring = ellipse(Random.fromSeed(3), [10, 20], [12, 8], 16);
    expect(ring.length).toBe(17);
    for (const { x, y } of ring) {
      const radius = Math.sqrt(((x - 10) / 6) ** 2 + ((y - 20) / 4) ** 2);
      // 0.3 to each side: of half the height that is 0.075, and along both axes together 0.09.
      expect(Math.abs(radius - 1)).toBeLessThan(0.1);
    }
    const [first, last] = [ring.at(0), ring.at(-1)];
    expect(Math.abs((first?.x ?? NaN) - (last?.x ?? NaN))).toBeLessThan(0.61);
    expect(Math.abs((first?.y ?? NaN) - (last?.y ?? NaN))).toBeLessThan(0.61);
  });
});
