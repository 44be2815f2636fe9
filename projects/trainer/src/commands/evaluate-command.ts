import type { LabelledImages } from '#engine';
import { FormatError } from '#model';
import { parseArgs } from 'node:util';
import { evaluate, formatReport } from '../evaluate.ts';
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

/** What `--help` prints. */
export const EVALUATE_HELP = `Tells how well exported weights read digits.

npm run evaluate -- [options]
  --weights FILE     the manifest of the export (default exports/mlp_weights.json)
  --checkpoint NAME  which moment of training, e.g. 10x or 40k (default: the last)
  --images FILE      images in the IDX format, gzipped or not (default: MNIST's test images)
  --labels FILE      their labels
  --json             one JSON object: images, accuracy, confusion
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
  const set = readSet(values.images, values.labels, manifest.network.layers[0]?.inputs ?? 0);
  const report = await evaluate(manifest.network, weights, set);
  if (values.json) {
    output.write(`${JSON.stringify({ checkpoint: checkpoint.id, ...report })}\n`);
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

function readSet(
  imagesFile: string | undefined,
  labelsFile: string | undefined,
  inputs: number,
): LabelledImages {
  if (imagesFile === undefined && labelsFile === undefined) {
    return readMnist(installedMnist(), 't10k');
  }
  if (imagesFile === undefined || labelsFile === undefined) {
    throw new UsageError('--images and --labels: expected both or neither, found one of them');
  }
  const { pixels, count, rows, columns } = readIdxImages(imagesFile);
  const labels = readIdxLabels(labelsFile);
  checkSameCount(imagesFile, count, labelsFile, labels.length);
  if (rows * columns !== inputs) {
    throw new FormatError(imagesFile, 'size', `${inputs} pixels an image`, `${rows}x${columns}`);
  }
  return { pixels, labels };
}
