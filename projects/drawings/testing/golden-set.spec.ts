import { IMAGE_SIZE, prepareInput, renderPad, sha256Hex, type Stroke } from '#model';
import { DIGIT_FORMS } from '../src/hands/digit-forms.ts';
import { CONDITIONS } from '../src/hands/drawing-condition.ts';
import { GOLDEN_DRAWINGS } from './golden-drawings.ts';
import file from './golden-drawings.json' with { type: 'json' };
import { stored } from './golden-file.ts';
import { makeGoldenSet } from './golden-set.ts';

/** Of all images, as Node 24 made them before they were made faster; calibrated weights depend on them. */
const PREPARED = '64377ba31b72f2e26df52406a698645720af2a08bb6b73d0aa11c6e79839ed9f';
const AS_DRAWN = 'b4364685a3c19b1df77f184ccf5067c36bfbd5be0f72d7d90f412a0a825c8073';

function hashOf(imageOf: (strokes: readonly Stroke[]) => Float32Array): string {
  const images = GOLDEN_DRAWINGS.map(({ strokes }) => imageOf(strokes));
  const all = new Float32Array(images.length * IMAGE_SIZE * IMAGE_SIZE);
  images.forEach((image, index) => {
    all.set(image, index * image.length);
  });
  return sha256Hex(new Uint8Array(all.buffer));
}

describe('the golden set', () => {
  const digits = GOLDEN_DRAWINGS.filter(({ label }) => label !== null);
  const nonDigits = GOLDEN_DRAWINGS.filter(({ label }) => label === null);

  it('is in its file exactly as the generator makes it, in every engine', () => {
    const made = makeGoldenSet();
    expect(made.map(stored)).toEqual(file.drawings);
    expect(made).toEqual([...GOLDEN_DRAWINGS]);
  });

  it('has images that are the same to the bit in every engine', () => {
    expect(hashOf(prepareInput)).toBe(PREPARED);
    expect(hashOf(renderPad)).toBe(AS_DRAWN);
  });

  it('has digits of many writers and drawings of none', () => {
    expect(digits.length).toBeGreaterThanOrEqual(240);
    expect(new Set(digits.map(({ writer }) => writer)).size).toBeGreaterThanOrEqual(24);
    expect(nonDigits.length).toBeGreaterThanOrEqual(60);
    expect(new Set(GOLDEN_DRAWINGS.map(({ id }) => id)).size).toBe(GOLDEN_DRAWINGS.length);
  });

  it('has every form and every condition of every digit in both halves of the writers', () => {
    for (const heldOut of [false, true]) {
      const half = digits.filter((drawing) => drawing.heldOut === heldOut);
      expect(half.length).toBe(digits.length / 2);
      for (const { digit, name } of DIGIT_FORMS) {
        const written = half.filter(({ label, kind }) => label === digit && kind === name);
        expect(written.length).withContext(`${digit} ${name}`).toBeGreaterThan(1);
      }
      for (const { name } of CONDITIONS) {
        const labels = half.filter(({ condition }) => condition === name);
        expect(new Set(labels.map(({ label }) => label)).size)
          .withContext(name)
          .toBe(10);
      }
    }
  });

  it('has whole strokes, in time, on the pad or a little beyond it', () => {
    for (const { id, condition, strokes } of GOLDEN_DRAWINGS) {
      const points = strokes.flat();
      const isLeaving = condition === 'leaving';
      const beyond = isLeaving ? 3 : 0.5;
      expect(strokes.every((stroke) => stroke.length > 1))
        .withContext(id)
        .toBeTrue();
      expect(points.every(({ x, y }) => Math.min(x, y) > -beyond && Math.max(x, y) < 28 + beyond))
        .withContext(id)
        .toBeTrue();
      expect(points.some(({ x, y }) => Math.min(x, y) < 0 || Math.max(x, y) > 28))
        .withContext(id)
        .toBe(isLeaving);
      expect(points.every(({ pressure }) => pressure > 0 && pressure <= 1))
        .withContext(id)
        .toBeTrue();
      const times = points.map(({ time }) => time);
      expect(times.every((time, i) => i === 0 || time > (times[i - 1] ?? NaN)))
        .withContext(id)
        .toBeTrue();
    }
  });
});
