import type { Classifier, RunCheckpoint, RunProgress } from '#engine';
import { perceptronSpec, type NetworkWeights } from '#model';
import type { LabEvent } from '../shared/lab-protocol.ts';
import { DEFAULT_SETTINGS } from '../shared/lab-settings.ts';
import { smallRunDigits } from '../testing/small-digits.ts';
import { FRAME_MS } from './live-frames.ts';
import { RunView } from './run-view.ts';

/** Only steps are read with it. */
const classifier = {} as unknown as Classifier;

describe('RunView', () => {
  let now: number;
  let frames: Extract<LabEvent, { kind: 'frame' }>[];
  let told: number[];
  let view: RunView;

  const weightsOf = (value: number): NetworkWeights => [
    { weights: Float32Array.of(value), biases: Float32Array.of(0) },
  ];
  const progressAt = (imagesSeen: number): RunProgress => ({
    kind: 'progress',
    ...{ imagesSeen, batchesSeen: 1, totalImages: 100, averageTrainingLoss: 2, learningRate: 0.1 },
    batch: new Uint32Array(),
    weights: () => Promise.resolve(weightsOf(imagesSeen)),
    state: () => Promise.reject(new Error('not asked for')),
  });
  const milestoneAt = (imagesSeen: number): RunCheckpoint =>
    ({
      kind: 'checkpoint',
      imagesSeen,
      weights: weightsOf(imagesSeen),
    }) as unknown as RunCheckpoint;
  const show = (imagesSeen: number): Promise<void> =>
    view.show(progressAt(imagesSeen), false, DEFAULT_SETTINGS, classifier);
  const giveBack = (): void => {
    view.frameShown(frames.at(-1)?.weights ?? []);
  };
  const shown = (): number[] => frames.map(({ images }) => images);

  beforeEach(() => {
    now = 0;
    frames = [];
    told = [];
    view = new RunView({
      spec: perceptronSpec([1, 1]),
      settings: DEFAULT_SETTINGS,
      digits: smallRunDigits(),
      now: () => now,
      tell: (event) => {
        if (event.kind === 'frame') frames.push(event);
        if (event.kind === 'progress') told.push(event.images);
      },
    });
    view.showBeginning(0, weightsOf(0));
  });

  it('shows what is learned first at once, and later on 15 frames a second', async () => {
    giveBack();
    await show(64);
    expect(shown()).toEqual([0, 64]);
    giveBack();
    now += FRAME_MS - 1;
    await show(128);
    expect(shown()).toEqual([0, 64]);
    now += 1;
    await show(192);
    expect(shown()).toEqual([0, 64, 192]);
  });

  it('tells how far the run is with its weights, and less often where these do not come', async () => {
    giveBack();
    await show(64);
    expect(told).toEqual([64]);
    now += FRAME_MS;
    await show(128);
    expect(told).toEqual([64]);
    now += FRAME_MS;
    await show(192);
    expect(told).toEqual([64, 192]);
    expect(shown()).toEqual([0, 64]);
  });

  it('shows where a run stays when the page, which was busy, is through with the frame before', async () => {
    await show(64);
    await view.stay(progressAt(64));
    expect(shown()).toEqual([0]);
    giveBack();
    expect(shown()).toEqual([0, 64]);
    giveBack();
    now += FRAME_MS;
    await view.stay(progressAt(64));
    expect(shown()).toEqual([0, 64]);
  });

  it('does not go back to where a run stayed', async () => {
    await view.stay(progressAt(64));
    await show(128);
    giveBack();
    expect(shown()).toEqual([0]);
  });

  it('shows a milestone before it is measured, and keeps its weights', () => {
    giveBack();
    const milestone = milestoneAt(64);
    view.showMilestone(milestone);
    expect(shown()).toEqual([0, 64]);
    expect(frames.at(-1)?.weights).toEqual(milestone.weights);
    expect(frames.at(-1)?.weights).not.toBe(milestone.weights);
    view.showMilestone(milestoneAt(128));
    expect(shown()).toEqual([0, 64]);
  });
});
