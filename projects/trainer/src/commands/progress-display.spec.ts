import type { RunEvent } from '#engine';
import { milestones } from '#model';
import { textDisplay } from './progress-display.ts';

describe('textDisplay', () => {
  let ms = 0;
  let out = '';
  beforeEach(() => {
    ms = 5000;
    out = '';
  });
  const display = (isTTY: boolean, columns?: number): ReturnType<typeof textDisplay> =>
    textDisplay({ isTTY, columns, write: (text) => (out += text) }, () => ms);
  const progress = (imagesSeen: number): RunEvent => ({
    ...{ kind: 'progress', imagesSeen, batchesSeen: imagesSeen / 100, totalImages: 100_000 },
    ...{ averageTrainingLoss: 0.5, learningRate: 0.001, weights: () => Promise.resolve([]) },
  });
  const initial = (): RunEvent => {
    const [milestone] = milestones(60_000);
    if (!milestone) throw new Error('milestones: expected the initial weights, found none');
    return { kind: 'checkpoint', milestone, imagesSeen: 0, batchesSeen: 0, weights: [] };
  };
  const shown = (): string => out.split(/[\r\n]/).at(-1) ?? '';

  it('does not count the time before the first image', () => {
    const bar = display(true, 120);
    ms += 120_000; // Reading images.
    bar.show(initial());
    ms += 2000;
    bar.show(progress(2000));
    expect(shown()).toBe(
      '[........................]    2 %  loss 0.5000  1000 images/s  98 s left',
    );
  });

  it('tells the speed of the last ten seconds', () => {
    const bar = display(true, 120);
    bar.show(initial());
    for (let images = 1000; images <= 60_000; images += 1000) {
      // A thousand a second, and five times as many from 20,000 on.
      ms += images <= 20_000 ? 1000 : 200;
      bar.show(progress(images));
      // Eight seconds of a thousand, two of five.
      if (images === 30_000) expect(shown()).toMatch(/ 1800 images\/s {2}39 s left$/);
    }
    expect(shown()).toMatch(/ 4200 images\/s {2}10 s left$/);
    ms += 5000; // Somebody else has the processor.
    bar.show(progress(61_000));
    expect(shown()).toMatch(/ 2600 images\/s {2}15 s left$/);
  });

  it('says nothing of speed before there is any', () => {
    const bar = display(true, 120);
    bar.show(progress(0));
    ms += 1000;
    bar.show(progress(0));
    expect(shown()).toMatch(/ {2}loss 0\.5000$/);
  });

  it('has a line every ten seconds where nothing can be redrawn', () => {
    const bar = display(false);
    bar.show(initial());
    for (let second = 1; second <= 25; second++) {
      ms += 1000;
      bar.show(progress(second * 1000));
    }
    bar.end();
    expect(out.match(/\d+ images.*/g)).toEqual([
      '1000 images/s  90 s left',
      '1000 images/s  80 s left',
    ]);
  });
});
