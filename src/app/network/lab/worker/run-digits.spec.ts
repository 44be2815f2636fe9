import { DEFAULT_SETTINGS } from '../shared/lab-settings.ts';
import { smallDigits } from '../testing/small-digits.ts';
import { runDigits, shownDigit } from './run-digits.ts';

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

  it('are not copied where all are chosen', async () => {
    const { training } = await runDigits(DEFAULT_SETTINGS, source);
    expect(training.pixels).toBe(all.pixels);
  });
});
