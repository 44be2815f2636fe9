import { sha256Hex, type NetworkWeights } from '#model';
import type { BackendFactory, LearningBackend } from '../src/learning-backend.ts';
import type { Recipe } from '../src/run/recipe.ts';
import { recipeRun } from '../src/run/recipe-run.ts';
import type { RunCheckpoint, RunEvent } from '../src/run/run-event.ts';
import { trainingRun, type TrainingRun, type TrainingRunOptions } from '../src/run/training-run.ts';
import { wasmBackend } from '../src/wasm/wasm-backend.ts';
import { generatedImages } from './generated-images.ts';

/** A small recipe for specs of runs. */
export const RUN_RECIPE: Recipe = {
  hiddenDims: [16],
  batchSize: 32,
  epochs: 50,
  learningRate: 0.01,
  schedule: { kind: 'cosine', warmupSteps: 10, finalFactor: 0 },
  optimizer: { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  seed: 4,
};
/** What it learns from: a hundredth of MNIST's number. */
export const RUN_IMAGES = generatedImages(600);

/** A run of the recipe on 600 generated images. */
export async function startRun({
  stopAfter,
  ...changes
}: { stopAfter?: string } & Partial<TrainingRunOptions> = {}): Promise<TrainingRun> {
  const run = await recipeRun(RUN_RECIPE, RUN_IMAGES, { ...(stopAfter && { stopAfter }) });
  return trainingRun({ ...run, backend: wasmBackend, ...changes });
}

/** All events of a run. */
export async function eventsOf(run: AsyncIterable<RunEvent>): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of run) events.push(event);
  return events;
}

/** All checkpoints of a run. */
export async function checkpointsOf(run: AsyncIterable<RunEvent>): Promise<RunCheckpoint[]> {
  return (await eventsOf(run)).filter((event) => event.kind === 'checkpoint');
}

/** The SHA-256 of weights. */
export function hashOf(weights: NetworkWeights): string {
  const values = weights.flatMap((layer) => [...layer.weights, ...layer.biases]);
  return sha256Hex(new Uint8Array(Float32Array.from(values).buffer));
}

/** The next event of that kind. */
export async function next<Kind extends RunEvent['kind']>(
  events: AsyncIterator<RunEvent>,
  kind: Kind,
): Promise<Extract<RunEvent, { kind: Kind }>> {
  for (;;) {
    const { value, done } = (await events.next()) as IteratorResult<RunEvent, undefined>;
    if (done) throw new Error(`run: expected an event of kind ${kind}, found its end`);
    if (value.kind === kind) return value as Extract<RunEvent, { kind: Kind }>;
  }
}

/** A backend without a network: a step's loss is its number for every image. */
export const counting: BackendFactory = () => {
  let steps = 0;
  let loss = 0;
  return Promise.resolve<LearningBackend>({
    name: 'counting',
    step: (indices) => {
      steps += 1;
      loss += steps * indices.length;
    },
    addImages: () => undefined,
    loss: () => Promise.resolve(loss),
    takeLoss: () => {
      const taken = loss;
      loss = 0;
      return Promise.resolve(taken);
    },
    weights: () => Promise.resolve([]),
    state: () => Promise.resolve({ weights: [], firstMoments: [], secondMoments: [], steps, loss }),
    close: () => Promise.resolve(),
  });
};
