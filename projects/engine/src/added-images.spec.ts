import { NO_DIGIT, perceptronSpec, type LabelledImages, type NetworkWeights } from '#model';
import { generatedImages } from '../testing/generated-images.ts';
import type { BackendFactory, LearningSetup } from './learning-backend.ts';
import { referenceBackend } from './reference/reference-backend.ts';
import { initialWeights } from './run/initial-weights.ts';
import { wasmBackend } from './wasm/wasm-backend.ts';

const BACKENDS: Readonly<Record<string, BackendFactory>> = {
  reference: referenceBackend,
  wasm: wasmBackend,
};
const INPUTS = 64;
const spec = perceptronSpec([INPUTS, 12, 10]);
const all = generatedImages(30);
const part = (from: number, to: number): LabelledImages => ({
  pixels: all.pixels.slice(from * INPUTS, to * INPUTS),
  labels: all.labels.slice(from, to),
});
const setupWith = (trainingSet: LabelledImages, spareImages?: number): LearningSetup => ({
  ...{ spec, trainingSet, maxBatchSize: 12, adam: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } },
  initialWeights: initialWeights(spec, 1),
  ...(spareImages !== undefined && { spareImages }),
});
const FIRST = Uint32Array.of(0, 3, 7);
const LATER = Uint32Array.of(1, 29, 11, 20, 12);

for (const [name, factory] of Object.entries(BACKENDS)) {
  describe(`images that come later, ${name}`, () => {
    it('are learned from as if they had been there', async () => {
      const whole = await factory(setupWith(all));
      const growing = await factory(setupWith(part(0, 10), 20));
      whole.step(FIRST, 0.01);
      growing.step(FIRST, 0.01);
      growing.addImages(20, part(20, 30));
      growing.addImages(10, part(10, 20));
      whole.step(LATER, 0.01);
      growing.step(LATER, 0.01);
      const [expected, found] = await Promise.all([whole.weights(), growing.weights()]);
      expect(found).toEqual(expected);
      expect(await growing.loss()).toBe(await whole.loss());
      const before: NetworkWeights = initialWeights(spec, 1);
      expect(found).not.toEqual(before);
    });

    it('are refused where there is no room, and when they do not fit the network', async () => {
      const backend = await factory(setupWith(part(0, 10), 5));
      for (const [first, images, message] of [
        [10, part(0, 6), 'expected positions from 10 up to 15, found 10 up to 16'],
        [9, part(0, 2), 'expected positions from 10 up to 15, found 9 up to 11'],
        [
          10,
          { ...part(0, 2), labels: Uint8Array.of(1, NO_DIGIT - 1) },
          'expected labels below 10, found 254',
        ],
        [10, { ...part(0, 2), labels: Uint8Array.of(1) }, 'expected 64 pixels for each label'],
      ] as const) {
        expect(() => {
          backend.addImages(first, images);
        }).toThrowError(RangeError, new RegExp(`^further images: ${message}`));
      }
      expect(() => {
        backend.step(Uint32Array.of(15), 0.01);
      }).toThrowError(RangeError, 'batch: expected positions below 15, found 15');
    });
  });
}
