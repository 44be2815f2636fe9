import fc from 'fast-check';
import { DEFAULT_BRUSH, renderDrawing, type BrushStroke, type Drawing } from './drawing.ts';
import { eraseAlong, type Wipe } from './erase.ts';

type Place = readonly [x: number, y: number];

const stroke = (...places: readonly Place[]): BrushStroke => ({
  points: places.map(([x, y]) => ({ x, y, pressure: 0.5 })),
  brush: DEFAULT_BRUSH,
});
const wipe = (from: Place, to: Place, radius = 1.5): Wipe => ({
  from: { x: from[0], y: from[1] },
  to: { x: to[0], y: to[1] },
  radius,
});
const rounded = ({ strokes }: Drawing): number[][][] =>
  strokes.map(({ points }) => points.map(({ x, y }) => [x, y].map((it) => +it.toFixed(3))));

/** Pixels over which the edges of ink and eraser fade. */
const EDGE = 1.1;

const place = fc.tuple(fc.double({ min: 0, max: 28, noNaN: true }), fc.nat(28));
const brush = fc.record({
  size: fc.double({ min: 1, max: 5, noNaN: true }),
  strength: fc.double({ min: 0.2, max: 1, noNaN: true }),
});
const anyStroke = fc
  .tuple(fc.array(fc.tuple(place, fc.double()), { minLength: 1, maxLength: 12 }), brush)
  .map(([points, brush]): BrushStroke => ({
    points: points.map(([[x, y], pressure]) => ({ x, y, pressure })),
    brush,
  }));
const raster = fc
  .array(fc.oneof(fc.constant(0), fc.constant(1), fc.float({ min: 0, max: 1, noNaN: true })), {
    minLength: 784,
    maxLength: 784,
  })
  .map((pixels) => Float32Array.from(pixels));
const drawing = fc.oneof(
  fc.record({ strokes: fc.array(anyStroke, { maxLength: 4 }) }),
  fc.record({ strokes: fc.array(anyStroke, { maxLength: 3 }), raster }),
);
const anyWipe = fc
  .tuple(place, place, fc.double({ min: 0.5, max: 4, noNaN: true }))
  .map(([from, to, radius]) => wipe(from, to, radius));

/** Distance from the centre of a pixel to the eraser's path, found in small steps. */
function distance(pixel: number, { from, to }: Wipe): number {
  const [x, y] = [(pixel % 28) + 0.5, Math.floor(pixel / 28) + 0.5];
  let least = Infinity;
  for (let step = 0; step <= 1000; step++) {
    const t = step / 1000;
    const [dx, dy] = [x - from.x - t * (to.x - from.x), y - from.y - t * (to.y - from.y)];
    least = Math.min(least, Math.sqrt(dx * dx + dy * dy));
  }
  return least;
}

describe('eraseAlong', () => {
  it('cuts a line where its ink would reach under the eraser', () => {
    const line = { strokes: [stroke([4, 10], [24, 10])] };
    // Across it: the eraser's radius plus half the line's width, 1.5 + 1.1, on either side.
    expect(rounded(eraseAlong(line, wipe([14, 2], [14, 20])))).toEqual([
      ...[
        [
          [4, 10],
          [11.4, 10],
        ],
      ],
      ...[
        [
          [16.6, 10],
          [24, 10],
        ],
      ],
    ]);
    // Beside it, 2.4 units away: a right triangle with hypotenuse 2.6 and legs of 2.4 and 1.
    expect(rounded(eraseAlong(line, wipe([14, 12.4], [14, 12.4])))[0]?.at(-1)).toEqual([13, 10]);
    expect(rounded(eraseAlong(line, wipe([4, 10], [13, 10])))).toEqual([
      [
        [15.6, 10],
        [24, 10],
      ],
    ]);
  });

  it('removes dots and whole lines, and leaves no empty ones', () => {
    const dots = { strokes: [stroke([5, 5]), stroke([20, 20]), stroke([5, 6], [6, 6])] };
    const left = eraseAlong(dots, wipe([4, 5], [7, 6]));
    expect(left.strokes).toEqual([stroke([20, 20])]);
    expect(left.strokes[0]).toBe(dots.strokes[1]);
  });

  it('returns the same drawing when nothing is touched', () => {
    const before = { strokes: [stroke([4, 10], [24, 10])], raster: new Float32Array(784) };
    expect(eraseAlong(before, wipe([14, 16], [20, 22]))).toBe(before);
  });

  it('removes the picture when nothing is left of it', () => {
    const pixels = new Float32Array(784).fill(1, 0, 3);
    const left = eraseAlong({ strokes: [], raster: pixels }, wipe([1, 1], [2, 1], 4));
    expect(left).toEqual({ strokes: [] });
    expect(pixels[1]).toBe(1);
  });

  it('leaves no ink under the eraser, and changes nothing beyond its edge', () => {
    fc.assert(
      fc.property(drawing, anyWipe, (before, wipe) => {
        const [old, left] = [renderDrawing(before), renderDrawing(eraseAlong(before, wipe))];
        left.forEach((ink, pixel) => {
          const off = distance(pixel, wipe) - wipe.radius;
          if (off < -EDGE / 2 - 0.01) expect(ink).toBeLessThan(1e-4);
          expect(ink).toBeLessThanOrEqual((old[pixel] ?? 0) + 1e-4);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('has no further effect the second time', () => {
    fc.assert(
      fc.property(drawing, anyWipe, (before, wipe) => {
        const once = eraseAlong(before, wipe);
        const [first, second] = [once, eraseAlong(once, wipe)].map(renderDrawing);
        const most = first?.reduce((m, ink, i) => {
          return Math.max(m, Math.abs(ink - (second?.[i] ?? NaN)));
        }, 0);
        expect(most).toBeLessThan(1e-3);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps ink further away than a line is wide, bit for bit', () => {
    fc.assert(
      fc.property(drawing, anyWipe, (before, wipe) => {
        const [old, left] = [renderDrawing(before), renderDrawing(eraseAlong(before, wipe))];
        const widest = 5 * 1.4;
        left.forEach((ink, pixel) => {
          const isFar = distance(pixel, wipe) > wipe.radius + widest + EDGE;
          if (isFar) expect(ink).toBeCloseTo(old[pixel] ?? NaN, 5);
        });
      }),
      { numRuns: 60 },
    );
  });
});
