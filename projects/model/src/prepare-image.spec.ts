import fc from 'fast-check';
import { centreOfMass } from './ink.ts';
import { prepareImage } from './prepare-image.ts';
import { isBlank, prepareInput } from './prepare-input.ts';

/** A picture with ink inside a box. */
function box(size: number, left: number, top: number, width: number, height: number): Float32Array {
  return Float32Array.from({ length: size * size }, (_, index) => {
    const [x, y] = [index % size, Math.floor(index / size)];
    return x >= left && x < left + width && y >= top && y < top + height ? 1 : 0;
  });
}

const mean = (image: Float32Array): number => image.reduce((sum, ink) => sum + ink, 0) / 784;

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

  it('refuses pictures of another size', () => {
    expect(() => prepareImage(new Float32Array(100))).toThrowError(
      RangeError,
      'picture: expected 784 pixels, found 100',
    );
  });
});
