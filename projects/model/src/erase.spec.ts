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

  it('cuts a line wherever it came from', () => {
    const [low, high] = [11.4, 16.6];
    for (const turn of [(at: Place): Place => at, ([x, y]: Place): Place => [y, x]]) {
      const across = wipe(turn([14, 2]), turn([14, 20]));
      const there = eraseAlong({ strokes: [stroke(turn([4, 10]), turn([24, 10]))] }, across);
      const back = eraseAlong({ strokes: [stroke(turn([24, 10]), turn([4, 10]))] }, across);
      expect(rounded(there)).toEqual([
        [turn([4, 10]), turn([low, 10])].map((at) => [...at]),
        [turn([high, 10]), turn([24, 10])].map((at) => [...at]),
      ]);
      expect(rounded(back)).toEqual([
        [turn([24, 10]), turn([high, 10])].map((at) => [...at]),
        [turn([low, 10]), turn([4, 10])].map((at) => [...at]),
      ]);
      // From under the eraser to beyond it, and from there to under it.
      const out = eraseAlong({ strokes: [stroke(turn([14, 10]), turn([4, 10]))] }, across);
      expect(rounded(out)).toEqual([[turn([low, 10]), turn([4, 10])].map((at) => [...at])]);
      const into = eraseAlong({ strokes: [stroke(turn([24, 10]), turn([14, 10]))] }, across);
      expect(rounded(into)).toEqual([[turn([24, 10]), turn([high, 10])].map((at) => [...at])]);
    }
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

  it('leaves a picture the same whose ink is elsewhere', () => {
    const before = { strokes: [], raster: new Float32Array(784).fill(0.5, 0, 28) };
    expect(eraseAlong(before, wipe([14, 16], [20, 22]))).toBe(before);
  });

  it('takes of a picture what is under the eraser, and a share of the pixels at its edge', () => {
    const before = { strokes: [], raster: new Float32Array(784).fill(1) };
    const level = eraseAlong(before, wipe([10, 10], [20, 10], 2.25)).raster ?? [];
    const upright = eraseAlong(before, wipe([10, 20], [10, 10], 2.25)).raster ?? [];
    // A pixel's ink is as much as its middle is further off than the eraser's edge, and half a pixel.
    const beside = [0, 0, 0.75, 1]; // 0.5, 1.5, 2.5 and 3.5 off.
    const beyond = Math.sqrt(6.5) - 2.25 + 0.5; // 2.5 and 0.5 off from where the eraser ended.
    for (const [image, at] of [
      [level, (along: number, across: number) => across * 28 + along],
      [upright, (along: number, across: number) => along * 28 + across],
    ] as const) {
      beside.forEach((ink, off) => {
        expect([image[at(14, 9 - off)], image[at(14, 10 + off)]]).toEqual([ink, ink]);
      });
      for (const [along, across] of [
        [7, 9],
        [7, 10],
        [22, 9],
        [22, 10],
      ] as const) {
        expect(image[at(along, across)]).toBeCloseTo(beyond, 6);
      }
      expect([image[at(6, 9)], image[at(23, 9)]]).toEqual([1, 1]);
    }
    const dabbed = eraseAlong(before, wipe([14, 14], [14, 14], 1.25)).raster ?? [];
    expect(dabbed[14 * 28 + 15]).toBeCloseTo(Math.sqrt(2.5) - 0.75, 6);
  });

  it('leaves a picture the same that it has wiped already', () => {
    const before = { strokes: [], raster: new Float32Array(784).fill(1) };
    const once = eraseAlong(before, wipe([-10, 10], [40, 10], 2.25));
    expect(eraseAlong(once, wipe([-10, 10], [40, 10], 2.25))).toBe(once);
  });

  it('leaves ink that is fainter than what the edge leaves', () => {
    const before = { strokes: [], raster: new Float32Array(784).fill(0.5) };
    const { raster } = eraseAlong(before, wipe([10, 10], [20, 10], 2.25));
    expect([6, 7, 8].map((row) => raster?.[row * 28 + 14])).toEqual([0.5, 0.5, 0]);
  });

  it('goes by the width of each piece, which is that of its end', () => {
    const points = [
      { x: 0, y: 10, pressure: 0 },
      { x: 10, y: 10, pressure: 0 },
      { x: 20, y: 10, pressure: 1 },
    ];
    const line: BrushStroke = { points, brush: { size: 5, strength: 1 }, isCut: true };
    // 5 wide at half pressure: 3 without any, 7 with all of it.
    const left = eraseAlong({ strokes: [line] }, wipe([5, 0], [5, 20], 1));
    expect(rounded(left)).toEqual([
      [
        [0, 10],
        [2.5, 10],
      ],
      [
        [7.5, 10],
        [10, 10],
        [20, 10],
      ],
    ]);
    const right = eraseAlong({ strokes: [line] }, wipe([17, 0], [17, 20], 1));
    expect(rounded(right)).toEqual([
      [
        [0, 10],
        [10, 10],
        [12.5, 10],
      ],
    ]);
    expect(right.strokes[0]?.points.map(({ pressure }) => pressure)).toEqual([0, 0, 1]);
    expect(right.strokes[0]?.isCut).toBeTrue();
  });

  it('leaves a line the same that was only pressed where it began', () => {
    const points = [
      { x: 5, y: 10, pressure: 1 },
      { x: 15, y: 10, pressure: 0 },
    ];
    const before: Drawing = { strokes: [{ points, brush: { size: 5, strength: 1 } }] };
    // Three units off: the piece is 3 wide, as its end is, and the eraser's radius 1.
    expect(eraseAlong(before, wipe([5, 13], [5, 13], 1))).toBe(before);
  });

  it('cuts slanting lines and goes along slanting ways', () => {
    const line = { strokes: [stroke([0, 0], [20, 20])] };
    // Across the line, 2.6 on either side of the middle.
    const half = 2.6 / Math.SQRT2;
    const cutAt = [10 - half, 10 + half].map((at) => +at.toFixed(3));
    for (const way of [wipe([5, 15], [15, 5]), wipe([15, 5], [5, 15])]) {
      const [before, after] = rounded(eraseAlong(line, way));
      expect([before?.at(-1), after?.[0]]).toEqual(cutAt.map((at) => [at, at]));
    }
    // Along the line, from its middle: all but the first half.
    expect(rounded(eraseAlong(line, wipe([10, 10], [20, 20])))).toEqual([
      [
        [0, 0],
        [cutAt[0] ?? NaN, cutAt[0] ?? NaN],
      ],
    ]);
  });

  it('spares lines and dots that it only comes near to', () => {
    // The eraser's radius and half the line's width: 2.5.
    const thin = (...places: Place[]): BrushStroke => ({
      ...stroke(...places),
      brush: { size: 2, strength: 1 },
    });
    for (const spared of [
      thin([4, 12.5], [24, 12.5]),
      thin([10, 12.5]),
      thin([4, 7.5], [24, 7.5]),
      thin([22.5, 4], [22.5, 24]),
      thin([22.5, 10]),
      thin([7.5, 4], [7.5, 24]),
      thin([22, 12], [26, 12]),
      thin([8, 12]),
    ]) {
      const before = { strokes: [spared] };
      expect(eraseAlong(before, wipe([10, 10], [20, 10]))).toBe(before);
    }
    for (const taken of [thin([15, 12.4]), thin([15, 7.6]), thin([22.4, 10]), thin([8.4, 11.6])]) {
      expect(eraseAlong({ strokes: [taken] }, wipe([10, 10], [20, 10])).strokes).toEqual([]);
    }
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
