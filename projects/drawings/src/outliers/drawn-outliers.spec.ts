import { Random, type Stroke } from '#model';
import { composition, contraption, curves, scribble } from './drawn-outliers.ts';
import { letter, shape } from './figures.ts';

/** Each way to draw no digit, with how many strokes it may have. */
const WAYS: readonly [
  name: string,
  draw: (random: Random) => Stroke[],
  strokes: readonly number[],
][] = [
  ['scribble', scribble, [2, 3, 4, 5]],
  ['curves', curves, [2, 3]],
  ['composition', composition, [2, 3, 4]],
  ['contraption', contraption, [3, 4, 5, 6]],
  ['shape', shape, [1, 2, 3, 4]],
  ['letter', letter, [1, 2, 3, 4, 5]],
];

for (const [name, draw, strokes] of WAYS) {
  describe(name, () => {
    const random = Random.fromSeed(8);
    const drawings = Array.from({ length: 400 }, () => draw(random));

    it('has as many strokes as it should, and each number of them now and then', () => {
      const counts = new Set(drawings.map(({ length }) => length));
      expect([...counts].sort()).toEqual([...strokes]);
    });

    it('has strokes of several points, in time, all of them somewhere', () => {
      for (const stroke of drawings.flat()) {
        expect(stroke.length).toBeGreaterThan(2);
        expect(stroke.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBeTrue();
        const isInTime = stroke.every(
          ({ time }, i) => i === 0 || time > (stroke[i - 1]?.time ?? NaN),
        );
        expect(isInTime).toBeTrue();
      }
    });

    it('is another one each time', () => {
      expect(new Set(drawings.map((drawing) => JSON.stringify(drawing))).size).toBe(400);
    });
  });
}
