import type { RunEvent } from '#engine';
import { milestones } from '#model';
import { jsonDisplay, textDisplay } from './progress-display.ts';

/** What a report can be asked for, and nobody asks here. */
const UNASKED = {
  batch: new Uint32Array(),
  weights: () => Promise.resolve([]),
  state: () => Promise.reject(new Error('expected nobody to ask')),
};

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
    ...{ averageTrainingLoss: 0.5, learningRate: 0.001, ...UNASKED },
  });
  const initial = (): RunEvent => {
    const [milestone] = milestones(60_000);
    if (!milestone) throw new Error('milestones: expected the initial weights, found none');
    return { kind: 'checkpoint', milestone, imagesSeen: 0, batchesSeen: 0, weights: [] };
  };
  const shown = (): string => out.split(/[\r\n]/).at(-1) ?? '';

  it('draws the bar over and over in one line, and checkpoints above it', () => {
    const bar = display(true, 120);
    const rubber = (line: string): string => `\r${' '.repeat(line.length)}\r`;
    bar.show(progress(0));
    const none = '[........................]    0 %  loss 0.5000';
    expect(out).toBe(none);
    out = '';
    ms += 1000;
    bar.show(progress(37_500));
    const some = '[#########...............]   38 %  loss 0.5000  37500 images/s  2 s left';
    expect(out).toBe(`${rubber(none)}${some}`);
    out = '';
    bar.show({ ...initial(), accuracy: 0.0975, averageTrainingLoss: 2.30259 } as RunEvent);
    expect(out).toBe(`${rubber(some)}Initial weights   accuracy   9.75 %  loss 2.3026\n`);
    out = '';
    bar.end();
    expect(out).toBe('');
    bar.show(progress(37_500));
    expect(out.startsWith('[###')).toBeTrue();
    bar.end();
    bar.end();
    expect(out.endsWith(' left\n')).toBeTrue();
  });

  it('shows of a checkpoint what was measured', () => {
    const bar = display(true, 120);
    bar.show(initial());
    expect(out).toBe('Initial weights\n');
  });

  it('cuts the bar to the terminal’s width, less a column, but not below 20', () => {
    for (const [columns, length] of [
      [30, 29],
      [10, 20],
    ] as const) {
      out = '';
      display(true, columns).show(progress(0));
      expect(out.length).toBe(length);
    }
    // A terminal that does not say has 80.
    out = '';
    const bar = display(true);
    bar.show(progress(0));
    ms += 1000;
    bar.show(progress(123));
    expect(shown().length).toBeLessThan(80);
    expect(shown()).toMatch(/^\[\.{24}\] {4}0 % {2}loss 0\.5000 {2}123 images\/s {2}813 s left$/);
  });

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

describe('jsonDisplay', () => {
  it('has an object in a line for each event, without weights', () => {
    let out = '';
    const display = jsonDisplay({ write: (text) => (out += text) });
    const [milestone] = milestones(60_000);
    if (!milestone) throw new Error('milestones: expected the initial weights, found none');
    const seen = { imagesSeen: 50, batchesSeen: 2, averageTrainingLoss: 0.5 };
    const weights = [{ weights: Float32Array.of(1), biases: Float32Array.of(2) }];
    display.show({ kind: 'checkpoint', milestone, ...seen, accuracy: 0.25, weights });
    const rest = { totalImages: 100, learningRate: 0.001 };
    display.show({ kind: 'progress', ...seen, ...rest, ...UNASKED });
    display.end();
    const { id, label } = milestone;
    expect(
      out.split('\n').map((line) => (line === '' ? line : JSON.parse(line)) as unknown),
    ).toEqual([
      { kind: 'checkpoint', id, label, ...seen, accuracy: 0.25 },
      { kind: 'progress', ...seen, ...rest },
      '',
    ]);
  });
});
