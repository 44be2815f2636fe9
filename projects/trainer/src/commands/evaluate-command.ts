import { architectureOf, calibrationOf, FormatError } from '#model';
import { parseArgs } from 'node:util';
import { evaluate, formatReport } from '../evaluate.ts';
import { prepareDigits } from '../prepare-digits.ts';
import {
  checkSameCount,
  installedMnist,
  readIdxImages,
  readIdxLabels,
  readMnist,
} from '../idx-files.ts';
import { checkpointNamed, readCheckpoint, readManifest } from '../read-export.ts';
import type { CommandContext } from './train-command.ts';
import { UsageError, usageErrorOf } from './usage-error.ts';

const MNIST_SIZE = 28;

/** What `--help` prints. */
export const EVALUATE_HELP = `Tells how well exported weights read digits.

npm run evaluate -- [options]
  --weights FILE     the manifest of the export (default exports/mlp_weights.json)
  --checkpoint NAME  which moment of training, e.g. 10x or 40k (default: the last)
  --images FILE      images in the IDX format, gzipped or not (default: MNIST's test images)
  --labels FILE      their labels; images without labels only tell how many are no digits
  --as-drawn         fit and centre each image first, as the app does with drawings; it may be of any
                     square size then
  --json             one JSON object: images, notADigit and, with labels, accuracy, accuracyAnswered,
                     calibrationError, confusion
  --help             this text`;

/**
 * `npm run evaluate`.
 * @returns the exit status
 * @throws UsageError, DataFileError, FormatError
 */
export async function evaluateCommand(
  args: readonly string[],
  { output }: Pick<CommandContext, 'output'>,
): Promise<number> {
  if (args.includes('--help')) {
    output.write(`${EVALUATE_HELP}\n`);
    return 0;
  }
  const values = parseValues(args);
  const manifest = readManifest(values.weights);
  const checkpoint = chooseCheckpoint(manifest, values.checkpoint);
  const weights = readCheckpoint(values.weights, manifest, checkpoint);
  const sizes = architectureOf(manifest.network);
  const { pixels, labels } = readSet(values, sizes[0] ?? 0);
  if (labels) checkClasses(values.weights, sizes.at(-1) ?? 0, labels);
  const network = {
    spec: manifest.network,
    weights,
    calibration: calibrationOf(manifest, values.weights),
  };
  const report = await evaluate(network, pixels, labels);
  if (values.json) {
    const { labelled, ...rest } = report;
    output.write(`${JSON.stringify({ checkpoint: checkpoint.id, ...rest, ...labelled })}\n`);
  } else {
    output.write(`${values.weights}, ${checkpoint.label}\n${formatReport(report)}\n`);
  }
  return 0;
}

function parseValues(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        weights: { type: 'string', default: 'exports/mlp_weights.json' },
        checkpoint: { type: 'string' },
        images: { type: 'string' },
        labels: { type: 'string' },
        'as-drawn': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    throw usageErrorOf(error);
  }
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

function readSet(
  values: { weights: string; images?: string; labels?: string; 'as-drawn': boolean },
  inputs: number,
): { readonly pixels: Uint8Array; readonly labels?: Uint8Array } {
  const { weights, images, labels } = values;
  const prepare = values['as-drawn'] ? prepareDigits : (pixels: Uint8Array): Uint8Array => pixels;
  const isMnistSized = images === undefined || values['as-drawn'];
  if (isMnistSized && inputs !== MNIST_SIZE ** 2) {
    const expected = `${MNIST_SIZE ** 2}, for images of ${MNIST_SIZE}x${MNIST_SIZE} pixels`;
    throw new FormatError(weights, 'network.input_dim', expected, String(inputs));
  }
  if (images === undefined && labels === undefined) {
    const set = readMnist(installedMnist(), 't10k');
    return { ...set, pixels: prepare(set.pixels, MNIST_SIZE) };
  }
  if (images === undefined) {
    throw new UsageError('--labels: expected --images too, found labels only');
  }
  const { pixels, count, rows, columns } = readIdxImages(images);
  if (values['as-drawn'] ? rows !== columns : rows * columns !== inputs) {
    const expected = values['as-drawn'] ? 'square images' : `${inputs} pixels an image`;
    throw new FormatError(images, 'size', expected, `${rows}x${columns}`);
  }
  if (labels === undefined) return { pixels: prepare(pixels, rows) };
  const known = readIdxLabels(labels);
  checkSameCount(images, count, labels, known.length);
  return { pixels: prepare(pixels, rows), labels: known };
}
