import { wasmBackend, type LearningBackend, type LearningSetup } from '#engine';
import { DEFAULT_SETTINGS } from '../shared/lab-settings.ts';
import { smallDigits } from '../testing/small-digits.ts';
import { runDigits, shownDigit } from './run-digits.ts';
import { runPlan } from './run-plan.ts';

const all = smallDigits(10_000, 5);
const source = {
  asked: [] as number[],
  training: (count: number) => {
    source.asked.push(count);
    return Promise.resolve(all);
  },
  test: () => Promise.resolve(smallDigits(20, 6)),
};

describe('the images of a run', () => {
  it('are the images of those that are chosen, with their labels', async () => {
    const { training, isWrong } = await runDigits(
      { ...DEFAULT_SETTINGS, digits: 100, leftOut: [3] },
      source,
    );
    expect([training.labels.length, training.pixels.length]).toEqual([90, 90 * 784]);
    expect(training.labels).not.toContain(3);
    expect(isWrong.length).toBe(90);
    // Each image is one of the files' with the label that it has there.
    const { image, label } = shownDigit(training, 37);
    const found = all.labels.findIndex((_, index) =>
      image.every((ink, pixel) => ink === all.pixels[index * 784 + pixel]),
    );
    expect(all.labels[found]).toBe(label);
    expect(source.asked.at(-1)).toBe(10_000);
  });

  it('are kept once: where the engine learns from them', async () => {
    const { training } = await runDigits({ ...DEFAULT_SETTINGS, digits: 100 }, source);
    const before = training.pixels;
    const backend = await training.learnedBy(wasmBackend)({
      ...runPlan(DEFAULT_SETTINGS, training).setup,
      maxBatchSize: 16,
    });
    expect(training.pixels.buffer).not.toBe(before.buffer);
    expect(training.pixels).toEqual(before);
    backend.step(
      Uint32Array.from({ length: 16 }, (_, index) => index),
      0.1,
    );
    expect(training.pixels).toEqual(before);
    expect(shownDigit(training, 3).image.buffer.byteLength).toBe(784);
  });

  it('stay where they are if they cannot be read where it learns', async () => {
    const { training } = await runDigits(DEFAULT_SETTINGS, source);
    await training.learnedBy(() => Promise.resolve({} as LearningBackend))({} as LearningSetup);
    expect(training.pixels).toBe(all.pixels);
  });

  it('are not copied where all are chosen', async () => {
    const { training } = await runDigits(DEFAULT_SETTINGS, source);
    expect(training.pixels).toBe(all.pixels);
  });
});
