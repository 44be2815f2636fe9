import {
  letOthersRun,
  GpuError,
  inTurns,
  recipeSpec,
  type GivenDigits,
  type RunCheckpoint,
} from '#engine';
import { helpOf, UsageError } from '#command-line';
import { FormatError, type LabelledImages } from '#model';
import { calibrateNetwork } from '../calibrate-network.ts';
import type { ExportContents } from '../export-files.ts';
import { hasMnist, installedMnist, readMnist } from '../idx-files.ts';
import type { GpuSource } from '../node-gpu.ts';
import { probeExport } from '../probe-export.ts';
import { failureOfRun, isFiniteCheckpoint } from '../run-outcome.ts';
import { saveSteps } from '../save-export.ts';
import {
  trainingRecord,
  trainNetwork,
  untrainedNetwork,
  type TrainedWith,
} from '../train-network.ts';
import { cpuDevice, gpuDevice, type LearningDevice } from './learning-device.ts';
import { jsonDisplay, textDisplay, type ProgressOutput } from './progress-display.ts';
import { readStrokeDigits } from './stroke-digits.ts';
import { readStart, type TrainingStart } from './training-start.ts';
import { DivergedError } from './diverged-error.ts';
import { INTERRUPTED } from './exit-status.ts';
import {
  checkMilestone,
  parseTrainOptions,
  trainLineWithDefaults,
  type TrainOptions,
} from './train-options.ts';

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

/**
 * `npm run train`.
 * @returns the exit status
 * @throws UsageError, DataFileError, GpuError, DivergedError, SaveError
 */
export async function trainCommand(
  args: readonly string[],
  context: CommandContext,
): Promise<number> {
  const options = parseTrainOptions(args);
  if (!options) {
    context.output.write(helpOf(trainLineWithDefaults()));
    return 0;
  }
  checkExportPath(options.exportPath);
  const { signal } = context;
  try {
    return await (options.skipTrain ? exportUntrained(options, context) : train(options, context));
  } catch (error) {
    if (!signal.aborted || error !== signal.reason) throw error;
    say(options, context.output, `stopped; ${options.exportPath} was not touched`);
    return INTERRUPTED;
  }
}

async function exportUntrained(options: TrainOptions, context: CommandContext): Promise<number> {
  const dataDir = options.dataDir ?? installedMnist();
  const testSet = hasMnist(dataDir, 't10k') ? readMnist(dataDir, 't10k') : undefined;
  const { recipe } = options;
  const checkpoint = await untrainedNetwork(recipe, testSet);
  const training = trainingRecord(recipe, context.version);
  const contents = { checkpoints: [checkpoint], datasetSize: MNIST_TRAINING_IMAGES, training };
  await save(options, context, contents, context.signal);
  return 0;
}

async function train(asked: TrainOptions, context: CommandContext): Promise<number> {
  const dataDir = asked.dataDir ?? installedMnist();
  const start = asked.initFrom && (await readStart(asked.initFrom));
  const options = start ? withLayersOf(start, asked) : asked;
  const given = await givenDigits(options, context);
  const trainingSet = readMnist(dataDir, 'train');
  await letOthersRun();
  const testSet = readMnist(dataDir, 't10k');
  await letOthersRun();
  context.signal.throwIfAborted();
  const images = { trainingSet, testSet, ...(given && { given }), ...(start && { start }) };
  const { device, threads, recipe, stopAfter } = options;
  if (stopAfter !== undefined) {
    checkMilestone(recipe, stopAfter, images.trainingSet.labels.length);
  }
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

/** The options, for the network that the run starts from. */
function withLayersOf({ hiddenDims }: TrainingStart, options: TrainOptions): TrainOptions {
  return { ...options, recipe: { ...options.recipe, hiddenDims } };
}

/** Digits of people to learn from, if any are asked for. */
async function givenDigits(
  options: TrainOptions,
  { output, signal }: CommandContext,
): Promise<GivenDigits | undefined> {
  if (!options.strokes) return undefined;
  const { files, share } = options.strokes;
  const { images, leftOut } = await readStrokeDigits(files, signal);
  const joined = `${images.labels.length} digits of people join the batches, a share of ${share}`;
  const others =
    leftOut === 0
      ? ''
      : `; drawings of no digit, or without a label, that were left out: ${leftOut}`;
  say(options, output, `${joined}${others}`);
  return { share, images };
}

/** Trains from the beginning to the end. Throws GpuError when a GPU cannot begin or go on. */
async function trainOn(
  device: LearningDevice,
  options: TrainOptions,
  context: CommandContext,
  images: Images,
): Promise<number> {
  const { recipe, stopAfter, json } = options;
  const { output, signal, now } = context;
  if (device.remark !== undefined) say(options, output, device.remark);
  const display = json ? jsonDisplay(output) : textDisplay(output, now);
  const checkpoints: RunCheckpoint[] = [];
  let last: RunCheckpoint | undefined;
  const finish = (isWhole: boolean): Promise<void> => {
    const failure = last && failureOfRun(last, images.trainingSet, images.testSet, isWhole);
    const finished = { ...images, engine: device.engine, checkpoints, failure };
    // Whoever keeps what there is keeps it, too, when Ctrl-C comes after the last step.
    return saveTrained(options, context, finished, options.keepPartial ? undefined : signal);
  };
  const { start, ...sets } = images;
  const run = trainNetwork({
    ...sets,
    recipe,
    ...(start && { initialWeights: start.weights }),
    signal,
    backend: device.backend,
    ...(options.threads !== undefined && { threads: options.threads }),
    ...(stopAfter !== undefined && { stopAfter }),
  });
  try {
    for await (const event of run) {
      display.show(event);
      if (event.kind !== 'checkpoint') continue;
      last = event;
      // It would stay so to the end, and no file holds it.
      if (!isFiniteCheckpoint(event)) break;
      checkpoints.push(event);
    }
  } catch (error) {
    display.end();
    if (!signal.aborted) throw error;
    if (!options.keepPartial || checkpoints.length === 0) throw signal.reason;
    await finish(false);
    return INTERRUPTED;
  }
  display.end();
  await finish(stopAfter === undefined);
  return 0;
}

interface Images {
  readonly trainingSet: LabelledImages;
  readonly testSet: LabelledImages;
  readonly given?: GivenDigits;
  /** What the run starts from, if not random weights. */
  readonly start?: TrainingStart;
}

interface FinishedRun extends Images, Required<Pick<TrainedWith, 'engine'>> {
  readonly checkpoints: readonly RunCheckpoint[];
  /** Why the network is of no use, if it is not. */
  readonly failure: string | undefined;
}

async function saveTrained(
  options: TrainOptions,
  context: CommandContext,
  { trainingSet, given, start, engine, checkpoints, failure }: FinishedRun,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { recipe, exportPath } = options;
  if (failure !== undefined && !options.keepDiverged) throw new DivergedError(failure, exportPath);
  const weights = checkpoints.at(-1)?.weights ?? [];
  // What is no better than chance has no answers that could be made honest.
  const answer =
    failure === undefined && (await calibrateNetwork(recipe, weights, trainingSet, signal));
  const training = trainingRecord(recipe, context.version, {
    ...{ trainingSet, engine },
    ...(given && { given }),
    ...(start && { startedFrom: start.record }),
    ...(answer && { answer }),
  });
  const contents = {
    ...{ checkpoints, datasetSize: trainingSet.labels.length, training },
    ...(start && { startedFrom: start.record.file }),
  };
  await save(options, context, contents, signal);
  if (failure !== undefined)
    say(options, context.output, `diverged or learned nothing: ${failure}`);
}

async function save(
  options: TrainOptions,
  { output }: CommandContext,
  contents: Omit<ExportContents, 'spec'>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { checkpoints } = contents;
  const spec = recipeSpec(options.recipe, INPUTS);
  await inTurns(saveSteps(options.exportPath, { ...contents, spec }), signal);
  const last = checkpoints.at(-1);
  const accuracy = last?.accuracy;
  const measured = accuracy === undefined ? '' : `, ${(accuracy * 100).toFixed(2)} % at the last`;
  say(options, output, `${options.exportPath}: ${checkpoints.length} checkpoints${measured}`);
}

function say({ json }: TrainOptions, output: ProgressOutput, text: string): void {
  output.write(json ? `${JSON.stringify({ kind: 'message', text })}\n` : `${text}\n`);
}

/** Finds out before hours of training whether the export can be written, and then read. */
function checkExportPath(exportPath: string): void {
  try {
    probeExport(exportPath);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new UsageError(`--export-path: expected ${error.expected}, found ${error.found}`);
  }
}
