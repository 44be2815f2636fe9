import fc from 'fast-check';
import { centreOfMass } from './ink.ts';
import { inkBox, prepareImage, resampled } from './prepare-image.ts';
import { isBlank, prepareInput } from './prepare-input.ts';

/** A picture with ink inside a box. */
function box(size: number, left: number, top: number, width: number, height: number): Float32Array {
  return Float32Array.from({ length: size * size }, (_, index) => {
    const [x, y] = [index % size, Math.floor(index / size)];
    return x >= left && x < left + width && y >= top && y < top + height ? 1 : 0;
  });
}

const mean = (image: Float32Array): number => image.reduce((sum, ink) => sum + ink, 0) / 784;
const rowOf = (image: Float32Array, row: number): number[] => [
  ...image.subarray(row * 28, (row + 1) * 28),
];
const columnOf = (image: Float32Array, column: number): number[] =>
  Array.from({ length: 28 }, (_, row) => image[row * 28 + column] ?? NaN);

/** A line of pixels with full ink between two that have half of it. */
const edged = (first: number, last: number): number[] =>
  Array.from({ length: 28 }, (_, place) => {
    if (place === first || place === last) return 0.5;
    return place > first && place < last ? 1 : 0;
  });

/** Ink 1 in the first twentieth of the columns, and some in the last. */
const bars = (last: number, size = 20): Float32Array =>
  Float32Array.from({ length: size * size }, (_, index) => {
    const twentieth = Math.floor(((index % size) * 20) / size);
    return ({ 0: 1, 19: last } as Record<number, number>)[twentieth] ?? 0;
  });

/** Rows for columns. */
const turned = (picture: Float32Array, size = 20): Float32Array =>
  picture.map((_, index) => picture[(index % size) * size + Math.floor(index / size)] ?? NaN);

describe('inkBox', () => {
  const picture = (inks: Readonly<Record<number, number>>): Float32Array =>
    Float32Array.from({ length: 25 }, (_, index) => inks[index] ?? 0);

  it('is around whole pixels, and weighs their middles by the ink', () => {
    // (1.5, 0.5) and (3.5, 2.5) in a picture of 5x5.
    expect(inkBox(picture({ 1: 0.75, 13: 0.25 }), 5)).toEqual({
      ...{ left: 1, right: 4, top: 0, bottom: 3 },
      mass: { x: 2, y: 1 },
    });
  });

  it('leaves out less than a tenth of ink, and what is no number', () => {
    const mass = { x: 2.5, y: 2.5 };
    const box = { left: 2, right: 3, top: 2, bottom: 3, mass };
    expect(inkBox(picture({ 0: 0.09, 12: 0.5, 24: NaN }), 5)).toEqual(box);
    expect(
      inkBox(
        Array.from(picture({ 12: 1 }), (ink) => ink * 0.1),
        5,
      ),
    ).toEqual(box);
    expect(inkBox(picture({ 0: 0.09 }), 5)).toBeUndefined();
  });
});

describe('resampled', () => {
  /** A picture of 28x28 in which every pixel has an ink of its own. */
  const slope = Float32Array.from({ length: 784 }, (_, index) => (index + 1) / 1024);
  const at = (image: Float32Array, column: number, row: number): number =>
    image[row * 28 + column] ?? NaN;
  const origin = { x: 0, y: 0 };

  it('leaves a picture that stays where it is', () => {
    expect(resampled(slope, 28, { scale: 1, from: origin, to: origin })).toEqual(slope);
  });

  it('moves a place of the picture to a place of the image, and brings no ink from beyond', () => {
    const moved = resampled(slope, 28, { scale: 1, from: { x: 2, y: 5 }, to: { x: 3, y: 3 } });
    expect([at(moved, 1, 0), at(moved, 27, 25)]).toEqual([at(slope, 0, 2), at(slope, 26, 27)]);
    expect([0, 13, 25].map((row) => at(moved, 0, row))).toEqual([0, 0, 0]);
    expect([0, 13, 27].map((column) => at(moved, column, 26))).toEqual([0, 0, 0]);
    const back = resampled(slope, 28, { scale: 1, from: origin, to: { x: -1, y: 1 } });
    expect([at(back, 0, 1), at(back, 27, 1), at(back, 5, 0)]).toEqual([at(slope, 1, 0), 0, 0]);
  });

  it('mixes the four pixels that a place lies between', () => {
    // A quarter of a pixel right and half a pixel down, in a slope of 1 and 28 a pixel.
    const mixed = resampled(slope, 28, { scale: 1, from: { x: 0.25, y: 0.5 }, to: origin });
    expect(at(mixed, 3, 4)).toBeCloseTo(at(slope, 3, 4) + (0.25 + 14) / 1024, 7);
  });

  it('takes ink from 0 to 1 only', () => {
    const picture = Float32Array.of(2, -1, NaN, 0.5);
    const image = resampled(picture, 2, { scale: 1, from: origin, to: origin });
    expect([at(image, 0, 0), at(image, 1, 0), at(image, 0, 1), at(image, 1, 1)]).toEqual([
      1, 0, 0, 0.5,
    ]);
    expect(image.reduce((sum, ink) => sum + ink, 0)).toBe(1.5);
  });
});

describe('prepareImage', () => {
  it('fits the box of the ink into 20 pixels and centres its mass, from a picture of any size', () => {
    for (const [size, extent] of [
      [28, 5],
      [28, 26],
      [100, 60],
    ] as const) {
      const image = prepareImage(box(size, 1, 2, extent, extent), size);
      // 20x20 pixels of full ink, edges blurred by less than a pixel of the source.
      expect(mean(image) * 784).toBeGreaterThan(380);
      expect(mean(image) * 784).toBeLessThan(420);
      expect(centreOfMass(image)?.x).toBeCloseTo(14.5, 1);
      expect(centreOfMass(image)?.y).toBeCloseTo(14.5, 1);
    }
  });

  it('leaves a picture unchanged that is already prepared', () => {
    const prepared = prepareInput([
      [
        { x: 3, y: 4, pressure: 0.5 },
        { x: 20, y: 9, pressure: 0.5 },
        { x: 9, y: 25, pressure: 0.5 },
      ],
    ]);
    const again = prepareImage(prepared);
    const most = again.reduce(
      (most, ink, i) => Math.max(most, Math.abs(ink - (prepared[i] ?? 0))),
      0,
    );
    // The box is found in whole pixels: up to one pixel in twenty.
    expect(Math.abs(mean(again) - mean(prepared))).toBeLessThan(0.02);
    expect(most).toBeLessThan(0.75);
  });

  it('does not depend on where the ink was', () => {
    fc.assert(
      fc.property(fc.nat(15), fc.nat(15), (left, top) => {
        const moved = prepareImage(box(28, left, top, 8, 12));
        const still = prepareImage(box(28, 3, 3, 8, 12));
        const most = moved.reduce((m, ink, i) => Math.max(m, Math.abs(ink - (still[i] ?? 0))), 0);
        expect(most).toBeLessThan(1e-5);
      }),
    );
  });

  it('is a whole image where there is no ink', () => {
    expect(prepareImage(new Float32Array(100), 10)).toEqual(new Float32Array(784));
  });

  it('is blank without ink, and for faint noise', () => {
    expect(isBlank(prepareImage(new Float32Array(784)))).toBeTrue();
    expect(isBlank(prepareImage(new Float32Array(784).fill(0.05)))).toBeTrue();
  });

  it('gives ink from 0 to 1 for any picture, even with NaN values', () => {
    const ink = fc.oneof(fc.double({ min: 0, max: 1 }), fc.constant(0));
    fc.assert(
      fc.property(fc.array(ink, { minLength: 784, maxLength: 784 }), (pixels) => {
        expect(prepareImage(pixels).every((value) => value >= 0 && value <= 1)).toBeTrue();
      }),
      { numRuns: 30 },
    );
  });

  it('halves a picture of 40 pixels, its middle on the middle of pixel 14', () => {
    // Ink in columns 0 to 39 and rows 15 to 34: 20x10 pixels when halved, from 4.5 and 9.5.
    const image = prepareImage(box(40, 0, 15, 40, 20), 40);
    expect(rowOf(image, 14)).toEqual(edged(4, 24));
    expect(columnOf(image, 14)).toEqual(edged(9, 19));
    expect([image[9 * 28 + 4], image[8 * 28 + 14], image[20 * 28 + 14]]).toEqual([0.25, 0, 0]);
  });

  it('moves the middle of the ink, not of its box', () => {
    // Mass at (0.5 + 0.5 * 19.5) / 1.5 = 6.83 of 20: 14.5 - 10.83 further right than the box's middle.
    const lying = prepareImage(bars(0.5), 20);
    const standing = prepareImage(turned(bars(0.5)), 20);
    for (const ink of [rowOf(lying, 14), columnOf(standing, 14)]) {
      expect(ink.findIndex((value) => value > 0)).toBe(7);
      expect(ink[7]).toBeCloseTo(1 / 3, 6);
      expect(ink[8]).toBeCloseTo(2 / 3, 6);
      expect(ink.slice(9, 26).every((value) => value === 0)).toBeTrue();
      expect(ink[26]).toBeCloseTo(1 / 6, 6);
      expect(ink[27]).toBeCloseTo(1 / 3, 6);
    }
  });

  it('scales how far the middle of the ink is off, too', () => {
    // Twice as large as before: mass at 13.67 of 40, which is 3.17 pixels of the image left of the box's middle.
    for (const ink of [
      rowOf(prepareImage(bars(0.5, 40), 40), 14),
      columnOf(prepareImage(turned(bars(0.5, 40), 40), 40), 14),
    ]) {
      // Pixel 8 has its middle at 2 * 8 - 14.33 in the picture: between its columns 1 and 2.
      const wanted = { 7: 1 / 6, 8: 5 / 6, 26: 1 / 12, 27: 5 / 12 } as Record<number, number>;
      ink.forEach((value, place) => {
        expect(value).toBeCloseTo(wanted[place] ?? 0, 6);
      });
    }
  });

  it('moves a box of 20 pixels by four at most, where it would leave the image', () => {
    for (const ink of [
      rowOf(prepareImage(bars(0.125), 20), 14),
      columnOf(prepareImage(turned(bars(0.125)), 20), 14),
    ]) {
      expect(ink.flatMap((value, place) => (value > 0 ? [[place, value]] : []))).toEqual([
        [8, 1],
        [27, 0.125],
      ]);
    }
  });

  it('refuses pictures of another size', () => {
    expect(() => prepareImage(new Float32Array(100))).toThrowError(
      RangeError,
      'picture: expected 784 pixels, found 100',
    );
  });
});
