import { helpOf, parseCommandLine, textOf, UsageError, type OptionValues } from '#command-line';
import { inTurns } from '#engine';
import { architectureOf, calibrationOf, FormatError } from '#model';
import { evaluate, formatReport } from '../evaluate.ts';
import { preparationSteps } from '../prepare-digits.ts';
import {
  checkSameCount,
  installedMnist,
  readIdxImages,
  readIdxLabels,
  readMnist,
} from '../idx-files.ts';
import { checkpointNamed, readCheckpoint, readManifest } from '../read-export.ts';
import type { CommandContext } from './train-command.ts';

const MNIST_SIZE = 28;

const OPTIONS = {
  weights: {
    flags: '--weights <FILE>',
    description: 'the manifest of the export',
    value: textOf('a file'),
    default: 'exports/mlp_weights.json',
  },
  checkpoint: {
    flags: '--checkpoint <NAME>',
    description: 'the checkpoint, such as 10x or 40k',
    value: textOf('the name of a checkpoint'),
    defaultText: 'the last',
  },
  images: {
    flags: '--images <FILE>',
    description: 'images in the IDX format, gzipped or not',
    value: textOf('a file'),
    defaultText: "MNIST's test images",
  },
  labels: {
    flags: '--labels <FILE>',
    description: 'their labels; without labels it prints only the share called no digit',
    value: textOf('a file'),
  },
  asDrawn: {
    flags: '--as-drawn',
    description:
      'fit and centre each image first, as the app does; images may be any square size then',
  },
  json: {
    flags: '--json',
    description:
      'print one JSON object, for programs: images, notADigit and, with labels, accuracy, ' +
      'accuracyAnswered, calibrationError, confusion',
  },
} as const;

/** The options of `npm run evaluate`. */
export const EVALUATE_LINE = {
  name: 'npm run evaluate --',
  description: 'Tells how well exported weights read digits.',
  options: OPTIONS,
} as const;

/**
 * `npm run evaluate`.
 * @returns the exit status
 * @throws UsageError, DataFileError, FormatError; the signal's reason when aborted
 */
export async function evaluateCommand(
  args: readonly string[],
  { output, signal }: Pick<CommandContext, 'output' | 'signal'>,
): Promise<number> {
  const values = parseCommandLine(EVALUATE_LINE, args);
  if (!values) {
    output.write(helpOf(EVALUATE_LINE));
    return 0;
  }
  const manifest = readManifest(values.weights);
  const checkpoint = chooseCheckpoint(manifest, values.checkpoint);
  const weights = readCheckpoint(values.weights, manifest, checkpoint);
  const sizes = architectureOf(manifest.network);
  const { pixels, labels } = await readSet(values, sizes[0] ?? 0, signal);
  if (labels) checkClasses(values.weights, sizes.at(-1) ?? 0, labels);
  const network = {
    spec: manifest.network,
    weights,
    calibration: calibrationOf(manifest, values.weights),
  };
  const report = await evaluate(network, pixels, labels, signal);
  if (values.json) {
    const { labelled, ...rest } = report;
    output.write(`${JSON.stringify({ checkpoint: checkpoint.id, ...rest, ...labelled })}\n`);
  } else {
    output.write(`${values.weights}, ${checkpoint.label}\n${formatReport(report)}\n`);
  }
  return 0;
}

function chooseCheckpoint(...args: Parameters<typeof checkpointNamed>) {
  try {
    return checkpointNamed(...args);
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`--${error.message}`);
    throw error;
  }
}

/** Throws FormatError for labels that the network has no output for. */
function checkClasses(weights: string, classes: number, labels: Uint8Array): void {
  const largest = labels.reduce((most, label) => Math.max(most, label), 0);
  if (largest < classes) return;
  const expected = `at least ${largest + 1}, as there are labels up to ${largest}`;
  throw new FormatError(weights, 'network.output_dim', expected, String(classes));
}

async function readSet(
  values: OptionValues<typeof OPTIONS>,
  inputs: number,
  signal: AbortSignal,
): Promise<{ readonly pixels: Uint8Array; readonly labels?: Uint8Array }> {
  const { weights, images, labels } = values;
  const prepare = async (ink: Uint8Array, size: number): Promise<Uint8Array> =>
    values.asDrawn ? inTurns(preparationSteps(ink, size), signal) : ink;
  const isMnistSized = images === undefined || values.asDrawn;
  if (isMnistSized && inputs !== MNIST_SIZE ** 2) {
    const expected = `${MNIST_SIZE ** 2}, for images of ${MNIST_SIZE}x${MNIST_SIZE} pixels`;
    throw new FormatError(weights, 'network.input_dim', expected, String(inputs));
  }
  if (images === undefined && labels === undefined) {
    const set = readMnist(installedMnist(), 't10k');
    return { ...set, pixels: await prepare(set.pixels, MNIST_SIZE) };
  }
  if (images === undefined) {
    throw new UsageError('--labels: expected --images too, found labels only');
  }
  const { pixels, count, rows, columns } = readIdxImages(images);
  if (values.asDrawn ? rows !== columns : rows * columns !== inputs) {
    const expected = values.asDrawn ? 'square images' : `${inputs} pixels an image`;
    throw new FormatError(images, 'size', expected, `${rows}x${columns}`);
  }
  if (labels === undefined) return { pixels: await prepare(pixels, rows) };
  const known = readIdxLabels(labels);
  checkSameCount(images, count, labels, known.length);
  return { pixels: await prepare(pixels, rows), labels: known };
}
