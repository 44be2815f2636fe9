import { wasmBackend } from '#engine';
import { perceptronSpec } from '#model';
import { batchesOf, type Learner, type LearnerSetup } from './learner.ts';

/** The lab's engine on one thread. */
export async function ourLearner(setup: LearnerSetup): Promise<Learner> {
  const { sizes, pixels, labels, weights, batchSize, rate } = setup;
  const spec = perceptronSpec(sizes);
  const backend = await wasmBackend({
    spec,
    initialWeights: weights.map((layer, index) => ({
      weights: layer,
      biases: new Float32Array(sizes[index + 1] ?? 0),
    })),
    trainingSet: { pixels, labels },
    maxBatchSize: batchSize,
    optimizer: { kind: 'sgd' },
  });
  const batches = batchesOf(setup);
  return {
    steps: async (count) => {
      await backend.takeLoss();
      for (let step = 0; step < count; step++) {
        const next = batches.next();
        if (next.done !== true) backend.step(next.value, rate);
      }
      return (await backend.takeLoss()) / (count * batchSize);
    },
  };
}
