import { sha256Hex, type NetworkWeights } from '#model';
import type { BackendFactory } from '../src/learning-backend.ts';
import type { Recipe } from '../src/run/recipe.ts';
import { recipeRun } from '../src/run/recipe-run.ts';
import type { RunCheckpoint } from '../src/run/run-event.ts';
import { trainingRun } from '../src/run/training-run.ts';
import { Classifier } from '../src/wasm/classifier.ts';
import { generatedImages } from './generated-images.ts';

const RECIPE: Recipe = {
  hiddenDims: [24],
  batchSize: 32,
  epochs: 1,
  learningRate: 0.003,
  schedule: { kind: 'cosine', warmupSteps: 10, finalFactor: 0 },
  optimizer: { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  averaging: 0.9,
  seed: 7,
};

/** A moment of a learning curve. */
export interface CurvePoint {
  readonly id: string;
  readonly loss: number;
  readonly accuracy: number;
}

/** A learning curve, and the SHA-256 of the weights at its end. */
export interface SmallRun {
  readonly curve: readonly CurvePoint[];
  readonly hash: string;
}

/** A run of some hundred steps on generated images, learned by heart at its end. */
export async function smallRun(backend: BackendFactory): Promise<SmallRun> {
  const trainingSet = generatedImages(320, { seed: 3 });
  const run = await recipeRun(RECIPE, trainingSet, { stopAfter: '30x' });
  const classifier = await Classifier.create(run.setup.spec);
  const evaluation = (weights: NetworkWeights): Promise<number> =>
    Promise.resolve(classifier.accuracy(weights, trainingSet));
  const curve: CurvePoint[] = [];
  let last: RunCheckpoint | undefined;
  for await (const event of trainingRun({ ...run, evaluation, backend })) {
    if (event.kind !== 'checkpoint') continue;
    last = event;
    const { milestone, averageTrainingLoss = NaN, accuracy = NaN } = event;
    curve.push({ id: milestone.id, loss: averageTrainingLoss, accuracy });
  }
  const values = last?.weights.flatMap(({ weights, biases }) => [...weights, ...biases]) ?? [];
  return { curve, hash: sha256Hex(new Uint8Array(Float32Array.from(values).buffer)) };
}

/** Expects two learning curves to be the same but for what rounding makes of a run. */
export function expectSameCurve(found: SmallRun, expected: SmallRun): void {
  expect(found.curve.map(({ id }) => id)).toEqual(expected.curve.map(({ id }) => id));
  found.curve.slice(1).forEach(({ id, loss, accuracy }, index) => {
    const other = expected.curve[index + 1];
    const allowed = 0.02 * (other?.loss ?? NaN) + 1e-4;
    expect(Math.abs(loss - (other?.loss ?? NaN)))
      .withContext(id)
      .toBeLessThan(allowed);
    expect(Math.abs(accuracy - (other?.accuracy ?? NaN)))
      .withContext(id)
      .toBeLessThan(0.0101);
  });
  expect(found.curve.at(-1)?.accuracy).toBeGreaterThan(0.99);
}
