import {
  AUXILIARY_NAMES,
  MOST_THREADS,
  parseRecipe,
  RECIPE_LIMITS,
  runMilestones,
  LEAST_EPOCHS,
  type Recipe,
} from '#engine';
import {
  oneOf,
  parseCommandLine,
  positiveNumber,
  textOf,
  textsOf,
  UsageError,
  wholeNumber,
  wholeNumbers,
  type CommandLine,
} from '#command-line';
import { decodeText, FormatError } from '#model';
import { readFileSync } from 'node:fs';
import { MOST_BY_DEFAULT } from '../node-threads.ts';
import type { DeviceName } from './learning-device.ts';
import { INK_OPTION } from './network-choice.ts';
import { startChoiceOf, type StartChoice } from './training-start.ts';

/** What `npm run train` was asked for. */
export interface TrainOptions {
  readonly recipe: Recipe;
  readonly exportPath: string;
  readonly dataDir?: string;
  /** Drawings to learn from, too, and their share of a batch. */
  readonly strokes?: { readonly files: readonly string[]; readonly share: number };
  /** A network to start from instead of random weights, and how ink counts for it. */
  readonly initFrom?: StartChoice;
  readonly skipTrain: boolean;
  readonly stopAfter?: string;
  readonly device: DeviceName;
  readonly threads?: number;
  readonly keepPartial: boolean;
  readonly keepDiverged: boolean;
  readonly json: boolean;
}

const DEFAULT_RECIPE = 'training/default.json';
const MNIST_TRAINING_IMAGES = 60_000;
const DEVICES = { auto: 'auto', cpu: 'cpu', gpu: 'gpu', cuda: 'gpu', mps: 'gpu' } as const;
const MOST_FILES = 100;
const STROKES_SHARE = 0.1;
const LARGEST_STROKES_SHARE = 0.4;
const A_READABLE_FILE = 'a file that can be read';

/**
 * The options of `npm run train`.
 * @param base the recipe that they change, which tells their defaults; undefined for an unknown one
 */
export function trainLine(base?: Recipe) {
  const { hiddenLayers, hiddenUnits, batchSize, epochs, learningRate, seed } = RECIPE_LIMITS;
  const ofRecipe = (field: (recipe: Recipe) => string | number): string =>
    base ? `the recipe's, ${field(base)}` : "the recipe's";
  const options = {
    recipe: {
      flags: '--recipe <FILE>',
      description: 'what to train and how; the options below change it',
      value: textOf(A_READABLE_FILE),
      default: DEFAULT_RECIPE,
    },
    hiddenDims: {
      flags: '--hidden-dims <N...>',
      description: `sizes of the hidden layers: up to ${hiddenLayers} layers of 1 to ${figure(hiddenUnits)} neurons`,
      values: wholeNumbers(hiddenLayers, 1, hiddenUnits),
      defaultText: ofRecipe((recipe) => recipe.hiddenDims.join(' ')),
    },
    epochs: {
      flags: '--epochs <N>',
      description:
        `passes over the images, at least: below ${LEAST_EPOCHS} the run still goes on to ` +
        `${LEAST_EPOCHS}x, above it has one more checkpoint; --stop-after ends it sooner`,
      value: wholeNumber(1, epochs),
      defaultText: ofRecipe((recipe) => recipe.epochs),
    },
    stopAfter: {
      flags: '--stop-after <NAME>',
      description: 'stop at this checkpoint, such as 5x or 40k; the run up to it stays the same',
      value: textOf('the name of a checkpoint'),
      defaultText: 'the last',
    },
    batchSize: {
      flags: '--batch-size <N>',
      description: `images in a step, up to ${figure(batchSize)}`,
      value: wholeNumber(1, batchSize),
      defaultText: ofRecipe((recipe) => recipe.batchSize),
    },
    lr: {
      flags: '--lr <RATE>',
      description: `peak learning rate, at most ${learningRate}`,
      value: positiveNumber(learningRate),
      defaultText: ofRecipe((recipe) => recipe.learningRate),
    },
    seed: {
      flags: '--seed <N>',
      description: 'seed of the initial weights and of the shuffling',
      value: wholeNumber(0, seed),
      defaultText: ofRecipe((recipe) => recipe.seed),
    },
    device: {
      flags: '--device <NAME>',
      description:
        'where to compute: auto (a real GPU if there is one, else the CPU), cpu, or gpu; cuda and mps mean gpu',
      value: oneOf('auto, cpu or gpu (cuda, mps)', DEVICES),
      default: DEVICES.auto,
    },
    threads: {
      flags: '--threads <N>',
      description: `number of threads, 1 to ${MOST_THREADS}; implies the CPU. The weights are the same for any number`,
      value: wholeNumber(1, MOST_THREADS),
      defaultText: `one for each core, up to ${MOST_BY_DEFAULT}`,
    },
    exportPath: {
      flags: '--export-path <FILE>',
      description:
        'the manifest to write; its name has to be valid in files, in addresses and on Windows',
      value: textOf('a file name ending in .json'),
      default: 'exports/mlp_weights.json',
    },
    dataDir: {
      flags: '--data-dir <DIR>',
      description:
        "folder with MNIST's four IDX files, gzipped or not, directly in it or in folders in it",
      value: textOf('a folder'),
      defaultText: 'the installed ones',
    },
    strokes: {
      flags: '--strokes <FILE...>',
      description:
        "people's drawings, whose digits are learned from, too: UNIPEN 1.0 or files of drawings, gzipped or not",
      values: textsOf('files', MOST_FILES),
    },
    strokesShare: {
      flags: '--strokes-share <SHARE>',
      description: `their share of a batch, at most ${LARGEST_STROKES_SHARE}`,
      value: positiveNumber(LARGEST_STROKES_SHARE),
      defaultText: String(STROKES_SHARE),
    },
    initFrom: {
      flags: '--init-from <FILE>',
      description:
        'start from the last checkpoint of a network instead of random weights, with a fresh optimizer: ' +
        'the manifest of an export, a zip or an ONNX file. Its layers take the place of the hidden ones',
      value: textOf(A_READABLE_FILE),
    },
    ink: INK_OPTION,
    skipTrain: { flags: '--skip-train', description: 'export the random initial weights' },
    keepPartial: {
      flags: '--keep-partial',
      description: 'on Ctrl-C, export the checkpoints reached so far',
    },
    keepDiverged: {
      flags: '--keep-diverged',
      description: 'export a network even if it is no better than chance',
    },
    json: { flags: '--json', description: 'print one JSON object per line, for programs' },
  } as const;
  return {
    name: 'npm run train --',
    description: `Trains a digit-reading network on MNIST and exports its weights at ${checkpointsOf(base)}.`,
    options,
  } satisfies CommandLine<typeof options>;
}

/** `trainLine` with the defaults of the default recipe, as far as it can be read. */
export function trainLineWithDefaults(): ReturnType<typeof trainLine> {
  try {
    return trainLine(readRecipe(DEFAULT_RECIPE));
  } catch (error) {
    // Help is to be had with a broken recipe, too.
    if (error instanceof UsageError) return trainLine();
    throw error;
  }
}

/**
 * Reads the command line of `npm run train`.
 * @returns undefined when help was asked for
 * @throws UsageError in one line that says what is allowed
 */
export function parseTrainOptions(args: readonly string[]): TrainOptions | undefined {
  const values = parseCommandLine(trainLine(), args);
  if (!values) return undefined;
  const { device, threads, stopAfter, dataDir } = values;
  const { exportPath, skipTrain, keepPartial, keepDiverged, json } = values;
  const base = readRecipe(values.recipe);
  const recipe: Recipe = {
    ...base,
    hiddenDims: values.hiddenDims ?? base.hiddenDims,
    batchSize: values.batchSize ?? base.batchSize,
    epochs: values.epochs ?? base.epochs,
    learningRate: values.lr ?? base.learningRate,
    seed: values.seed ?? base.seed,
  };
  if (threads !== undefined && device === 'gpu') {
    throw new UsageError(
      `--threads: expected none with --device gpu, which has its own, found ${threads}`,
    );
  }
  const strokes = strokesOf(values, recipe);
  const initFrom = startChoiceOf(values);
  if (stopAfter !== undefined) checkMilestone(recipe, stopAfter, MNIST_TRAINING_IMAGES);
  return {
    recipe,
    exportPath,
    ...(dataDir !== undefined && { dataDir }),
    ...(strokes && { strokes }),
    ...(initFrom && { initFrom }),
    skipTrain,
    ...(stopAfter !== undefined && { stopAfter }),
    // Whoever counts threads means the CPU's.
    device: device === 'auto' && threads !== undefined ? 'cpu' : device,
    ...(threads !== undefined && { threads }),
    keepPartial,
    keepDiverged,
    json,
  };
}

/** Throws UsageError for what does not go together. */
function strokesOf(
  values: {
    readonly strokes: readonly string[] | undefined;
    readonly strokesShare: number | undefined;
    readonly skipTrain: boolean;
  },
  { auxiliary = {} }: Recipe,
): TrainOptions['strokes'] {
  const { strokes: files, strokesShare, skipTrain } = values;
  if (!files) {
    if (strokesShare === undefined) return undefined;
    throw new UsageError('--strokes-share: expected --strokes too, found a share only');
  }
  if (skipTrain) {
    throw new UsageError(
      '--strokes: expected none with --skip-train, which learns nothing, found both',
    );
  }
  const share = strokesShare ?? STROKES_SHARE;
  const others = AUXILIARY_NAMES.reduce((sum, name) => sum + (auxiliary[name]?.share ?? 0), 0);
  const most = RECIPE_LIMITS.auxiliaryShare - others;
  if (share > most) {
    const why = `as the recipe's auxiliary images have ${others.toFixed(3)} of a batch`;
    const expected = most > 0 ? `at most ${most.toFixed(3)}` : 'no --strokes';
    throw new UsageError(`--strokes-share: expected ${expected}, ${why}, found ${share}`);
  }
  return { files, share };
}

/** 2048 -> 2,048, as the manual writes numbers. */
function figure(value: number): string {
  return value.toLocaleString('en-US');
}

function checkpointsOf(base: Recipe | undefined): string {
  if (!base) return 'moments of its training';
  return `${runMilestones(MNIST_TRAINING_IMAGES, base).length} moments`;
}

function readRecipe(file: string): Recipe {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch {
    // Missing, a folder, or not ours to read.
    throw new UsageError(`--recipe: expected ${A_READABLE_FILE}, found ${file}`);
  }
  try {
    return parseRecipe(decodeText(bytes, file), file);
  } catch (error) {
    if (error instanceof FormatError) throw new UsageError(error.message);
    throw error;
  }
}

/** Throws UsageError that lists the checkpoints of a run over so many images, if there is none of that name. */
export function checkMilestone(recipe: Recipe, stopAfter: string, images: number): void {
  try {
    runMilestones(images, recipe, stopAfter);
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`--${error.message.replace(' ', '-')}`);
    throw error;
  }
}
