import { IMAGE_SIZE, prepareInput, renderPad, sha256Hex, type Stroke } from '#model';
import { GOLDEN_DRAWINGS } from './golden-drawings.ts';

function hashOf(imageOf: (strokes: readonly Stroke[]) => Float32Array): string {
  const images = GOLDEN_DRAWINGS.map(({ strokes }) => imageOf(strokes));
  const all = new Float32Array(images.length * IMAGE_SIZE * IMAGE_SIZE);
  images.forEach((image, index) => {
    all.set(image, index * image.length);
  });
  return sha256Hex(new Uint8Array(all.buffer));
}

// Calibrated weights depend on them: whoever makes this quicker gets the same bits.
describe('images of the golden drawings', () => {
  it('have these bits when they are prepared for the network', () => {
    expect(hashOf(prepareInput)).toBe(
      '6a3c5e11b1b5f691c91897ac8aff3fc3a4183035bcbfecbf79a1069b100c382d',
    );
  });

  it('have these bits as they stand on the pad', () => {
    expect(hashOf(renderPad)).toBe(
      '93b6446cbc23ca56e8a620904c0dd7cfc242191e7aab84b0463c52da37ccbece',
    );
  });
});
