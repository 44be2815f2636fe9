import type { BackendFactory } from '../src/learning-backend.ts';
import type { Optimizer } from '../src/optimizer.ts';
import type { RunState } from '../src/run/run-event.ts';
import { trainingRun, type TrainingRunOptions } from '../src/run/training-run.ts';
import { checkpointsOf, hashOf, RUN_IMAGES, RUN_RECIPE } from './runs.ts';
import { recipeRun } from '../src/run/recipe-run.ts';

/** What a run reports: the hash and the loss of each checkpoint. */
export type RunRecord = readonly (readonly [hash: string, loss: number | undefined])[];

async function optionsOf(
  backend: BackendFactory,
  optimizer: Optimizer,
): Promise<TrainingRunOptions> {
  const run = await recipeRun({ ...RUN_RECIPE, optimizer }, RUN_IMAGES, { stopAfter: '1.5x' });
  return { ...run, backend };
}

/** A run of one and a half passes that nobody interrupts. */
export async function wholeRun(backend: BackendFactory, optimizer: Optimizer): Promise<RunRecord> {
  return recordOf(trainingRun(await optionsOf(backend, optimizer)));
}

/** The same run, interrupted after so many images; its state is stored, and another run goes on from it. */
export async function resumedRun(
  backend: BackendFactory,
  optimizer: Optimizer,
  images: number,
): Promise<RunRecord> {
  const options = await optionsOf(backend, optimizer);
  const run = trainingRun(options);
  const seen = [];
  let state: RunState | undefined;
  run.proceedTo(images);
  for await (const event of run) {
    if (event.kind === 'checkpoint') {
      seen.push([hashOf(event.weights), event.averageTrainingLoss] as const);
    } else if (event.imagesSeen >= images) {
      state = structuredClone(await event.state());
      break;
    }
  }
  if (!state) throw new Error(`expected a run of more than ${images} images`);
  return [...seen, ...(await recordOf(trainingRun({ ...options, from: state })))];
}

async function recordOf(run: ReturnType<typeof trainingRun>): Promise<RunRecord> {
  const checkpoints = await checkpointsOf(run);
  return checkpoints.map(({ weights, averageTrainingLoss }) => [
    hashOf(weights),
    averageTrainingLoss,
  ]);
}
