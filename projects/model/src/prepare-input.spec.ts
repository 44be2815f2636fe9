import fc from 'fast-check';
import { centreOfMass } from './ink.ts';
import { isBlank, prepareInput, renderPad } from './prepare-input.ts';
import type { Stroke } from './stroke.ts';

type Place = readonly [x: number, y: number];

const stroke = (...places: readonly Place[]): Stroke =>
  places.map(([x, y], index) => ({ x, y, pressure: 0.5, time: index * 8 }));

/** A seven, as someone writes it. */
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
  it('does not see where or how large a digit was drawn', () => {
    const whole = prepareInput([moved(1, 0, 0)]);
    fc.assert(
      fc.property(
        fc.double({ min: 0.3, max: 1, noNaN: true }),
        fc.double({ min: -8, max: 12, noNaN: true }),
        fc.double({ min: -8, max: 12, noNaN: true }),
        (scale, dx, dy) => {
          expect(largestDifference(prepareInput([moved(scale, dx, dy)]), whole)).toBeLessThan(1e-4);
        },
      ),
    );
  });

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

  it('has the same pen for a small and a large digit, about as much ink as MNIST', () => {
    const image = prepareInput([moved(0.4, 0, 0)]);
    const inked = image.filter((ink) => ink > 0).length / 784;
    expect(inked).toBeGreaterThan(0.08);
    expect(inked).toBeLessThan(0.25);
  });

  it('is blank for no strokes, empty strokes and points that are nowhere', () => {
    for (const strokes of [[], [stroke()], [stroke([NaN, 3], [Infinity, 4])]]) {
      expect(isBlank(prepareInput(strokes))).toBeTrue();
      expect(isBlank(renderPad(strokes))).toBeTrue();
    }
  });

  it('keeps a tap a dot in the middle, wherever it fell', () => {
    const dot = prepareInput([stroke([2, 25])]);
    expect(largestDifference(dot, prepareInput([stroke([20, 3])]))).toBe(0);
    const { left, right, top, bottom } = inkBox(dot);
    expect(Math.max(right - left, bottom - top)).toBeLessThan(4);
    expect(centreOfMass(dot)?.x).toBeCloseTo(14.5, 5);
  });

  it('keeps lines that are exactly upright or level 20 pixels long and thin', () => {
    const upright = inkBox(prepareInput([stroke([5, 3], [5, 10], [5, 22])]));
    expect(upright.bottom - upright.top).toBeGreaterThanOrEqual(18);
    expect(upright.right - upright.left).toBeLessThan(4);
    const level = inkBox(prepareInput([stroke([3, 5], [22, 5])]));
    expect(level.right - level.left).toBeGreaterThanOrEqual(18);
    expect(level.bottom - level.top).toBeLessThan(4);
  });

  it('takes a stroke that leaves the pad', () => {
    const image = prepareInput([stroke([-20, -20], [10, 10], [60, 60])]);
    const { left, right, top, bottom } = inkBox(image);
    expect(right - left).toBeGreaterThanOrEqual(18);
    expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
    expect(Math.max(right, bottom)).toBeLessThanOrEqual(27);
  });

  it('never cuts lopsided drawings off at the edge of the image', () => {
    // A scribble in one corner, one thin line to the opposite one: the mass is far from the middle.
    const scribble = Array.from({ length: 200 }, (_, i): Place => [2 + (i % 7), 2 + (i % 5)]);
    const image = prepareInput([stroke(...scribble), stroke([2, 2], [26, 26])]);
    const { left, right, top, bottom } = inkBox(image);
    expect(right - left).toBeGreaterThanOrEqual(18);
    expect(bottom - top).toBeGreaterThanOrEqual(18);
  });

  it('takes hundreds of strokes', () => {
    const many = Array.from({ length: 400 }, (_, i) =>
      stroke(...Array.from({ length: 300 }, (_, j): Place => [(i * 7 + j) % 28, (i + j * 3) % 28])),
    );
    const image = prepareInput(many);
    expect(image.every((ink) => ink >= 0 && ink <= 1)).toBeTrue();
    expect(isBlank(image)).toBeFalse();
  });

  it('gives ink from 0 to 1 for whatever is drawn', () => {
    const coordinate = fc.double({ min: -1e6, max: 1e6 });
    const place = fc.tuple(coordinate, coordinate);
    fc.assert(
      fc.property(fc.array(fc.array(place, { maxLength: 8 }), { maxLength: 5 }), (drawing) => {
        const image = prepareInput(drawing.map((places) => stroke(...places)));
        expect(image.every((ink) => ink >= 0 && ink <= 1)).toBeTrue();
      }),
    );
  });
});

describe('renderPad', () => {
  it('draws where it was drawn', () => {
    const mass = centreOfMass(renderPad([stroke([5, 6], [5, 10])]));
    expect(mass?.x).toBeCloseTo(5, 1);
    expect(mass?.y).toBeCloseTo(8, 1);
  });
});
