import {
  calibrateAnswers,
  GpuError,
  recipeSpec,
  type LabelledImages,
  type RunCheckpoint,
} from '#engine';
import { accessSync, constants, existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { ExportContents } from '../export-files.ts';
import { hasMnist, installedMnist, readMnist } from '../idx-files.ts';
import type { GpuSource } from '../node-gpu.ts';
import {
  trainingRecord,
  trainNetwork,
  untrainedNetwork,
  type TrainedWith,
} from '../train-network.ts';
import { writeExport } from '../write-export.ts';
import { cpuDevice, gpuDevice, type LearningDevice } from './learning-device.ts';
import { jsonDisplay, textDisplay, type ProgressOutput } from './progress-display.ts';
import { parseTrainOptions, TRAIN_HELP, type TrainOptions } from './train-options.ts';
import { UsageError } from './usage-error.ts';

/** What a command does with the world; replaced in specs. */
export interface CommandContext {
  readonly output: ProgressOutput;
  /** Aborted on Ctrl-C. */
  readonly signal: AbortSignal;
  /** Milliseconds. */
  readonly now: () => number;
  /** Of the trainer. */
  readonly version: string;
  readonly gpu: GpuSource;
}

const INPUTS = 784;
const MNIST_TRAINING_IMAGES = 60_000;
/** What shells expect of a program that Ctrl-C ended. */
const INTERRUPTED = 130;

/**
 * `npm run train`.
 * @returns the exit status
 * @throws UsageError, DataFileError, GpuError
 */
export async function trainCommand(
  args: readonly string[],
  context: CommandContext,
): Promise<number> {
  if (args.includes('--help')) {
    context.output.write(`${TRAIN_HELP}\n`);
    return 0;
  }
  const options = parseTrainOptions(args);
  checkWritable(options.exportPath);
  return options.skipTrain ? exportUntrained(options, context) : train(options, context);
}

async function exportUntrained(options: TrainOptions, context: CommandContext): Promise<number> {
  const dataDir = options.dataDir ?? installedMnist();
  const testSet = hasMnist(dataDir, 't10k') ? readMnist(dataDir, 't10k') : undefined;
  const { recipe } = options;
  const checkpoint = await untrainedNetwork(recipe, testSet);
  const training = trainingRecord(recipe, context.version);
  save(options, context, [checkpoint], MNIST_TRAINING_IMAGES, training);
  return 0;
}

async function train(options: TrainOptions, context: CommandContext): Promise<number> {
  const dataDir = options.dataDir ?? installedMnist();
  const images = {
    trainingSet: readImages(dataDir, 'train'),
    testSet: readImages(dataDir, 't10k'),
  };
  const { device, threads } = options;
  if (device === 'cpu') return trainOn(cpuDevice(threads), options, context, images);
  try {
    const gpu = await gpuDevice(context.gpu, device === 'gpu');
    return await trainOn(gpu, options, context, images);
  } catch (error) {
    // What was asked for in so many words is not replaced by something else.
    if (device === 'gpu' || !(error instanceof GpuError)) throw error;
    say(options, context.output, `${error.message}: learning on the CPU`);
    return trainOn(cpuDevice(threads), options, context, images);
  }
}

/** Trains from the beginning to the end. Throws GpuError when a GPU cannot begin or go on. */
async function trainOn(
  device: LearningDevice,
  options: TrainOptions,
  context: CommandContext,
  images: { readonly trainingSet: LabelledImages; readonly testSet: LabelledImages },
): Promise<number> {
  const { recipe, stopAfter, json } = options;
  const { output, signal, now } = context;
  if (device.remark !== undefined) say(options, output, device.remark);
  const display = json ? jsonDisplay(output) : textDisplay(output, now);
  const checkpoints: RunCheckpoint[] = [];
  const trained = { trainingSet: images.trainingSet, engine: device.engine };
  const run = trainNetwork({
    ...images,
    recipe,
    signal,
    backend: device.backend,
    ...(stopAfter !== undefined && { stopAfter }),
  });
  try {
    for await (const event of run) {
      display.show(event);
      if (event.kind === 'checkpoint') checkpoints.push(event);
    }
  } catch (error) {
    display.end();
    if (!signal.aborted) throw error;
    if (options.keepPartial && checkpoints.length > 0) {
      await saveTrained(options, context, checkpoints, trained);
    } else {
      say(options, output, `stopped; ${options.exportPath} was not touched`);
    }
    return INTERRUPTED;
  }
  display.end();
  await saveTrained(options, context, checkpoints, trained);
  return 0;
}

async function saveTrained(
  options: TrainOptions,
  context: CommandContext,
  checkpoints: readonly RunCheckpoint[],
  trained: Required<Pick<TrainedWith, 'trainingSet' | 'engine'>>,
): Promise<void> {
  const { recipe } = options;
  const { trainingSet } = trained;
  const weights = checkpoints.at(-1)?.weights ?? [];
  const answer = await calibrateAnswers(recipeSpec(recipe, INPUTS), weights, trainingSet, recipe);
  const training = trainingRecord(recipe, context.version, { ...trained, answer });
  save(options, context, checkpoints, trainingSet.labels.length, training);
}

function readImages(dataDir: string, part: 'train' | 't10k'): LabelledImages {
  const set = readMnist(dataDir, part);
  if (set.pixels.length === set.labels.length * INPUTS) return set;
  throw new UsageError(
    `${dataDir}: expected ${part} images of 28x28 pixels, found ${set.pixels.length / set.labels.length} pixels each`,
  );
}

function save(
  options: TrainOptions,
  { output }: CommandContext,
  checkpoints: readonly RunCheckpoint[],
  datasetSize: number,
  training: ExportContents['training'],
): void {
  const spec = recipeSpec(options.recipe, INPUTS);
  writeExport(options.exportPath, { spec, checkpoints, datasetSize, training });
  const last = checkpoints.at(-1);
  const accuracy = last?.accuracy;
  const measured = accuracy === undefined ? '' : `, ${(accuracy * 100).toFixed(2)} % at the last`;
  say(options, output, `${options.exportPath}: ${checkpoints.length} checkpoints${measured}`);
}

function say({ json }: TrainOptions, output: ProgressOutput, text: string): void {
  output.write(json ? `${JSON.stringify({ kind: 'message', text })}\n` : `${text}\n`);
}

/** Finds out before hours of training whether the export can be written; leaves nothing behind. */
function checkWritable(exportPath: string): void {
  if (existsSync(exportPath) && !statSync(exportPath).isFile()) {
    throw new UsageError(`--export-path: expected a file, found a folder: ${exportPath}`);
  }
  let folder = dirname(resolve(exportPath));
  while (!existsSync(folder)) folder = dirname(folder);
  try {
    if (!statSync(folder).isDirectory()) throw new Error(`${folder} is a file`);
    accessSync(folder, constants.W_OK);
    // Some file systems refuse only when asked for real.
    const probe = join(folder, `.write-test-${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    // No rights, a read-only disk, a file in the way.
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--export-path: expected a place that can be written, found ${reason}`);
  }
}
