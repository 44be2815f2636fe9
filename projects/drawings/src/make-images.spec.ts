import { IMAGE_SIZE } from '#model';
import { makeImages } from './make-images.ts';

const PIXELS = IMAGE_SIZE * IMAGE_SIZE;

describe('makeImages', () => {
  it('makes the images of a range, and their ink whole numbers', () => {
    const { pixels, labels } = makeImages(3, 5, (index) => {
      const image = new Float32Array(PIXELS);
      image[index] = 1;
      image[9] = 0.3;
      return { label: index * 2, image };
    });
    expect([...labels]).toEqual([6, 8]);
    expect(pixels.length).toBe(2 * PIXELS);
    const inked = [...pixels.entries()].filter(([, ink]) => ink > 0);
    // 0.3 x 255 is 76.5, and a float32 a little above it.
    expect(inked).toEqual([
      [3, 255],
      [9, 77],
      [PIXELS + 4, 255],
      [PIXELS + 9, 77],
    ]);
  });

  it('makes none of an empty range', () => {
    const { pixels, labels } = makeImages(7, 7, () => {
      throw new Error('images: expected to make none');
    });
    expect([pixels.length, labels.length]).toEqual([0, 0]);
  });
});
