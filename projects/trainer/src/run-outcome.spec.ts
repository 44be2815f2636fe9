import type { LabelledImages } from '#model';
import type { RunCheckpoint } from '#engine';
import { failureOfRun } from './run-outcome.ts';

/** As MNIST's are: every digit about as often. */
function imagesOf(labels: number[]): LabelledImages {
  return { labels: Uint8Array.from(labels), pixels: new Uint8Array(labels.length) };
}
const EVEN = imagesOf(Array.from({ length: 100 }, (_, index) => index % 10));

function checkpoint(overrides: Partial<RunCheckpoint>): RunCheckpoint {
  return {
    ...{ kind: 'checkpoint', imagesSeen: 60_000, batchesSeen: 469, accuracy: 0.95 },
    milestone: { id: 'dataset_1x', label: '1× dataset', kind: 'dataset_multiple', targetImages: 1 },
    weights: [{ weights: Float32Array.of(1, 2), biases: Float32Array.of(0) }],
    averageTrainingLoss: 0.2,
    ...overrides,
  };
}

describe('failureOfRun', () => {
  const failure = (
    overrides: Partial<RunCheckpoint>,
    { train = EVEN, test = EVEN, isWhole = false } = {},
  ): string | undefined => failureOfRun(checkpoint(overrides), train, test, isWhole);

  it('has nothing against a network that learned', () => {
    expect(failure({})).toBeUndefined();
    expect(failure({ accuracy: 0.3, averageTrainingLoss: 2 })).toBeUndefined();
  });

  it('names weights and losses that are no finite numbers', () => {
    for (const value of [NaN, Infinity, -Infinity]) {
      for (const overrides of [
        { weights: [{ weights: Float32Array.of(1, value), biases: Float32Array.of(0) }] },
        { weights: [{ weights: Float32Array.of(1), biases: Float32Array.of(value) }] },
        { averageTrainingLoss: value },
      ]) {
        expect(failure({ ...overrides, batchesSeen: 1 })).toMatch(/no finite numbers$/);
      }
    }
  });

  it('compares the loss with that of guessing', () => {
    expect(failure({ averageTrainingLoss: 2.3 })).toBe(
      'after 60000 images its training loss is 2.30, and guessing has 2.30',
    );
    // Nine of ten are the same digit: ln(10)/10 + 0.9 ln(10/9) = 0.325.
    const skewed = imagesOf(Array.from({ length: 100 }, (_, index) => (index < 90 ? 1 : 7)));
    expect(failure({ averageTrainingLoss: 0.34 }, { train: skewed })).toMatch(
      /guessing has 0\.33$/,
    );
    expect(failure({ averageTrainingLoss: 0.2 }, { train: skewed })).toBeUndefined();
  });

  it('compares the accuracy with that of one answer to all', () => {
    expect(failure({ accuracy: 0.1 })).toBe(
      'after 60000 images it reads 10.00 % of the test images, and one answer to all would 10.00 %',
    );
    const skewed = imagesOf(Array.from({ length: 100 }, (_, index) => (index < 60 ? 1 : 7)));
    expect(failure({ accuracy: 0.55 }, { test: skewed })).toMatch(/would 60\.00 %$/);
    expect(failure({ accuracy: 0.65 }, { test: skewed })).toBeUndefined();
  });

  it('lets a run that was stopped early be at chance, but not out of hand', () => {
    const early = { batchesSeen: 2, imagesSeen: 256, accuracy: 0.1 };
    expect(failure({ ...early, averageTrainingLoss: 2.34 })).toBeUndefined();
    expect(failure({ ...early, averageTrainingLoss: 9 })).toMatch(/loss is 9\.00/);
    expect(failure({ ...early, averageTrainingLoss: 2.34 }, { isWhole: true })).toBeDefined();
    const later = { ...early, batchesSeen: 20 };
    expect(failure({ ...later, averageTrainingLoss: 2.34 })).toMatch(/loss is 2\.34/);
    expect(failure({ ...later, averageTrainingLoss: 2.2 })).toBeUndefined();
    expect(failure({ ...later, accuracy: 0.4, averageTrainingLoss: 2.6 })).toBeUndefined();
    const { averageTrainingLoss: loss, ...initial } = checkpoint({
      batchesSeen: 0,
      accuracy: 0.08,
    });
    expect(loss).toBeDefined();
    expect(failureOfRun(initial, EVEN, EVEN, false)).toBeUndefined();
  });

  it('names numbers that are not finite in any layer', () => {
    const layer = (value: number) => ({
      weights: Float32Array.of(value),
      biases: Float32Array.of(0),
    });
    for (const weights of [
      [layer(NaN), layer(1)],
      [layer(1), layer(NaN)],
    ]) {
      expect(failure({ weights })).toMatch(/no finite numbers$/);
    }
  });

  it('begins to compare after 400 steps with guessing, after 15 where both are at chance', () => {
    // Ten digits, each as often: guessing has a loss of ln 10 = 2.3026.
    const nearly = { averageTrainingLoss: 0.98 * Math.LN10 + 0.001, accuracy: 0.5 };
    expect(failure({ ...nearly, batchesSeen: 399 })).toBeUndefined();
    expect(failure({ ...nearly, batchesSeen: 400 })).toMatch(/its training loss is 2\.26/);
    const astray = { averageTrainingLoss: Math.LN10 + 0.001, accuracy: 0.1 };
    expect(failure({ ...astray, batchesSeen: 14 })).toBeUndefined();
    expect(failure({ ...astray, batchesSeen: 15 })).toMatch(/its training loss is 2\.30/);
  });

  it('takes 50 test images of two digits at least for telling', () => {
    const chance = { averageTrainingLoss: 1, accuracy: 0.5 };
    const halves = (count: number): LabelledImages =>
      imagesOf(Array.from({ length: count }, (_, index) => index % 2));
    expect(failure(chance, { test: halves(50) })).toMatch(/one answer to all would 50\.00 %$/);
    expect(failure(chance, { test: halves(48) })).toBeUndefined();
    const alike = imagesOf(new Array<number>(60).fill(3));
    expect(failure({ averageTrainingLoss: 1, accuracy: 1 }, { test: alike })).toBeUndefined();
  });

  it('says nothing of what was not measured', () => {
    const { averageTrainingLoss, accuracy, ...rest } = checkpoint({});
    expect([averageTrainingLoss, accuracy]).not.toContain(undefined);
    expect(failureOfRun(rest, EVEN, EVEN, true)).toBeUndefined();
  });

  it('draws no conclusions from few test images, or from images of one digit', () => {
    const one = imagesOf([3]);
    expect(failure({ accuracy: 0 }, { test: one, isWhole: true })).toBeUndefined();
    for (const averageTrainingLoss of [0, 0.01]) {
      expect(failure({ averageTrainingLoss }, { train: one, isWhole: true })).toBeUndefined();
    }
  });
});
