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
  own: () => Promise.resolve({ ...smallDigits(12, 7), print: 'twelve' }),
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

  it('are the same with own digits behind them, each fifth of which only tests', async () => {
    const without = await runDigits({ ...DEFAULT_SETTINGS, digits: 100 }, source);
    const settings = { ...DEFAULT_SETTINGS, digits: 100, ownDigits: 'train' as const };
    const { training, isWrong, test, own } = await runDigits(settings, source);
    const mine = smallDigits(12, 7);
    expect(training.pixels.subarray(0, 100 * 784)).toEqual(without.training.pixels);
    expect([...training.labels.subarray(0, 100)]).toEqual([...without.training.labels]);
    // Twelve are 0 1 2 3 4 5 6 7 8 9 0 1: the fifth, a 4, and the tenth, a 9, only test.
    expect([...training.labels.subarray(100)]).toEqual([0, 1, 2, 3, 5, 6, 7, 8, 0, 1]);
    expect(training.pixels.subarray(104 * 784, 105 * 784)).toEqual(
      mine.pixels.subarray(5 * 784, 6 * 784),
    );
    expect(isWrong.length).toBe(110);
    expect([...(own?.test.labels ?? [])]).toEqual([4, 9]);
    expect(own?.test.pixels.subarray(784)).toEqual(mine.pixels.subarray(9 * 784, 10 * 784));
    expect(test).toEqual(without.test);
  });

  it('have own digits neither with labels that are wrong nor of what is left out', async () => {
    const { training, isWrong, own } = await runDigits(
      { ...DEFAULT_SETTINGS, digits: 100, wrongPercent: 80, leftOut: [1, 4], ownDigits: 'train' },
      source,
    );
    expect([...training.labels.subarray(80)]).toEqual([0, 2, 3, 5, 6, 7, 8, 0]);
    expect([...isWrong.subarray(80)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect([...(own?.test.labels ?? [])]).toEqual([4, 9]);
  });

  it('are what they are where own digits only test', async () => {
    const { training, own } = await runDigits({ ...DEFAULT_SETTINGS, ownDigits: 'test' }, source);
    expect(training.pixels).toBe(all.pixels);
    expect(own?.test.labels.length).toBe(12);
  });

  it('have no own part where there are no own digits', async () => {
    const none = { ...source, own: () => Promise.resolve({ ...smallDigits(0, 1), print: '' }) };
    const { own } = await runDigits({ ...DEFAULT_SETTINGS, ownDigits: 'train' }, none);
    expect(own).toBeUndefined();
  });

  it('are not copied where all are chosen', async () => {
    const { training } = await runDigits(DEFAULT_SETTINGS, source);
    expect(training.pixels).toBe(all.pixels);
  });
});
