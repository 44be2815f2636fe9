import fc from 'fast-check';
import { centreOfMass } from './ink.ts';
import { isBlank, prepareInput, renderPad } from './prepare-input.ts';
import type { Stroke } from './stroke.ts';

type Place = readonly [x: number, y: number];

const stroke = (...places: readonly Place[]): Stroke =>
  places.map(([x, y], index) => ({ x, y, pressure: 0.5, time: index * 8 }));

/** A handwritten seven. */
const SEVEN: readonly Place[] = [
  [6, 6],
  [10, 6.2],
  [14, 6],
  [19, 6],
  [17, 10],
  [14.5, 15],
  [12.5, 19],
  [11, 24],
];

const moved = (scale: number, dx: number, dy: number): Stroke =>
  stroke(...SEVEN.map(([x, y]): Place => [x * scale + dx, y * scale + dy]));

function largestDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((most, ink, index) => Math.max(most, Math.abs(ink - (b[index] ?? NaN))), 0);
}

/** First and last row and column with at least half ink. */
function inkBox(image: Float32Array): { left: number; right: number; top: number; bottom: number } {
  const inked = [...image.keys()].filter((index) => (image[index] ?? 0) >= 0.5);
  const columns = inked.map((index) => index % 28);
  const rows = inked.map((index) => Math.floor(index / 28));
  return {
    left: Math.min(...columns),
    right: Math.max(...columns),
    top: Math.min(...rows),
    bottom: Math.max(...rows),
  };
}

describe('prepareInput', () => {
  it("fits the longer side into 20 pixels and puts the mass where MNIST's is", () => {
    const three = stroke([8, 6], [14, 4], [18, 8], [12, 13], [19, 18], [14, 24], [7, 22]);
    const image = prepareInput([three]);
    const { top, bottom } = inkBox(image);
    expect(bottom - top + 1).toBeGreaterThanOrEqual(19);
    expect(bottom - top + 1).toBeLessThanOrEqual(21);
    const mass = centreOfMass(image);
    expect(mass?.x).toBeCloseTo(14.5, 1);
    expect(mass?.y).toBeCloseTo(14.5, 1);
  });

  it('uses the same pen for small and large digits, with about as much ink as MNIST', () => {
    const image = prepareInput([moved(0.4, 0, 0)]);
    const inked = image.filter((ink) => ink > 0).length / 784;
    expect(inked).toBeGreaterThan(0.08);
    expect(inked).toBeLessThan(0.25);
  });

  it('is blank for no strokes, empty strokes and points that are NaN or infinite', () => {
    for (const strokes of [[], [stroke()], [stroke([NaN, 3], [Infinity, 4])]]) {
      expect(isBlank(prepareInput(strokes))).toBeTrue();
      expect(isBlank(renderPad(strokes))).toBeTrue();
    }
  });

  it('keeps a tap as a dot in the middle, wherever it was', () => {
    const dot = prepareInput([stroke([2, 25])]);
    expect(largestDifference(dot, prepareInput([stroke([20, 3])]))).toBe(0);
    const { left, right, top, bottom } = inkBox(dot);
    expect(Math.max(right - left, bottom - top)).toBeLessThan(4);
    expect(centreOfMass(dot)?.x).toBeCloseTo(14.5, 5);
  });

  it('keeps exactly vertical or horizontal lines 20 pixels long and thin', () => {
    const upright = inkBox(prepareInput([stroke([5, 3], [5, 10], [5, 22])]));
    expect(upright.bottom - upright.top).toBeGreaterThanOrEqual(18);
    expect(upright.right - upright.left).toBeLessThan(4);
    const level = inkBox(prepareInput([stroke([3, 5], [22, 5])]));
    expect(level.right - level.left).toBeGreaterThanOrEqual(18);
    expect(level.bottom - level.top).toBeLessThan(4);
  });

  it('accepts a stroke that leaves the pad', () => {
    const image = prepareInput([stroke([-20, -20], [10, 10], [60, 60])]);
    const { left, right, top, bottom } = inkBox(image);
    expect(right - left).toBeGreaterThanOrEqual(18);
    expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
    expect(Math.max(right, bottom)).toBeLessThanOrEqual(27);
  });

  it('never cuts off lopsided drawings at the edge of the image', () => {
    // A scribble in one corner, a thin line to the opposite one: the centre of mass is far from the middle.
    const scribble = Array.from({ length: 200 }, (_, i): Place => [2 + (i % 7), 2 + (i % 5)]);
    const image = prepareInput([stroke(...scribble), stroke([2, 2], [26, 26])]);
    const { left, right, top, bottom } = inkBox(image);
    expect(right - left).toBeGreaterThanOrEqual(18);
    expect(bottom - top).toBeGreaterThanOrEqual(18);
  });

  it('accepts hundreds of strokes', () => {
    const many = Array.from({ length: 400 }, (_, i) =>
      stroke(...Array.from({ length: 300 }, (_, j): Place => [(i * 7 + j) % 28, (i + j * 3) % 28])),
    );
    const image = prepareInput(many);
    expect(image.every((ink) => ink >= 0 && ink <= 1)).toBeTrue();
    expect(isBlank(image)).toBeFalse();
  });

  it('accepts a stroke of thousands of points, and repeated points', () => {
    const places = Array.from({ length: 5000 }, (_, i): Place => [i / 250, (i % 500) / 25]);
    const image = prepareInput([stroke(...places, ...places)]);
    expect(largestDifference(image, prepareInput([stroke(...places)]))).toBeLessThan(1);
    expect(centreOfMass(image)?.x).toBeCloseTo(14.5, 1);
  });

  it('keeps a dot beside a line, or several dots, in place', () => {
    const line = stroke([10, 4], [10, 14]);
    const image = prepareInput([line, stroke([10, 24])]);
    // The lower half is empty down to the dot: 20 units are 17.5 pixels, plus and minus half a pen.
    const inkInRow = (row: number): number =>
      image.slice(row * 28, (row + 1) * 28).reduce((sum, ink) => sum + ink, 0);
    const rows = Array.from({ length: 28 }, (_, row) => inkInRow(row) > 1);
    expect(
      rows
        .join()
        .match(/true(,true)*/g)
        ?.map((run) => run.split(',').length),
    ).toEqual([11, 3]);
    expect(isBlank(prepareInput([stroke([3, 3]), stroke([25, 9]), stroke([9, 20])]))).toBeFalse();
  });

  it('grows with the stroke without jumps, wherever the pen goes', () => {
    const pixel = 17.5 / 18; // SEVEN is 18 units high, and at least as high with the addition.
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.2, noNaN: true }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.double({ min: 0.3, max: 2, noNaN: true }),
        (step, dx, dy, scale) => {
          const grown = stroke(...SEVEN, [11 + dx * step, 24 + dy * step]);
          const sized = (points: Stroke) =>
            points.map((point) => ({ ...point, x: point.x * scale, y: point.y * scale }));
          const before = prepareInput([sized(moved(1, 0, 0))]);
          const after = prepareInput([sized(grown)]);
          // An edge is 1.1 pixels wide; line, box and centre of mass may each move by a step.
          const most = (3 * Math.SQRT2 * step * pixel) / 1.1;
          expect(largestDifference(before, after)).toBeLessThan(most + 1e-4);
        },
      ),
    );
  });

  it('does not depend on where or how large the drawing is', () => {
    const place = fc.tuple(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 2, max: 9 }));
    const line = fc.array(place, { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 4 }),
        fc.double({ min: 0.7, max: 4, noNaN: true }),
        fc.double({ min: -30, max: 30, noNaN: true }),
        fc.double({ min: -30, max: 30, noNaN: true }),
        (lines, scale, dx, dy) => {
          // Two corners, so that all of them are large enough to be scaled up.
          const drawing: Place[][] = [...lines, [[1, 1]], [[10, 10]]];
          const as = (change: (place: Place) => Place) =>
            prepareInput(drawing.map((places) => stroke(...places.map(change))));
          const elsewhere = as(([x, y]) => [x * scale + dx, y * scale + dy]);
          expect(
            largestDifference(
              elsewhere,
              as((same) => same),
            ),
          ).toBeLessThan(1e-4);
        },
      ),
    );
  });

  it('gives ink from 0 to 1 for any drawing anywhere, even with NaN values', () => {
    const coordinate = fc.oneof(
      fc.double({ min: -5, max: 33 }),
      fc.double({ min: -1e6, max: 1e6 }),
      fc.double(), // Up to 1e308, NaN and infinite.
    );
    const point = fc.record({
      x: coordinate,
      y: coordinate,
      pressure: fc.double(),
      time: fc.double(),
    });
    const drawing = fc.array(fc.array(point, { maxLength: 8 }), { maxLength: 5 });
    fc.assert(
      fc.property(drawing, (strokes) => {
        for (const image of [prepareInput(strokes), renderPad(strokes)]) {
          expect(image.length).toBe(784);
          expect(image.every((ink) => ink >= 0 && ink <= 1)).toBeTrue();
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('renderPad', () => {
  it('draws the strokes in place', () => {
    const mass = centreOfMass(renderPad([stroke([5, 6], [5, 10])]));
    expect(mass?.x).toBeCloseTo(5, 1);
    expect(mass?.y).toBeCloseTo(8, 1);
  });
});
