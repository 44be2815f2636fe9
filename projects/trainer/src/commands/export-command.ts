import { helpOf, oneOf, parseCommandLine, textOf } from '#command-line';
import {
  lastCheckpoint,
  readFiles,
  remarkText,
  writeExportZip,
  writeOnnx,
  type ReadNetwork,
} from '#formats';
import { decodeFloat16, encodeFloat16, FormatError, IMAGE_SIZE, type NetworkWeights } from '#model';
import { basename } from 'node:path';
import { openNetwork, type OpenedNetwork } from '../open-network.ts';
import { writeInPlace } from '../write-in-place.ts';
import { chooseNetwork, INK_OPTION, inkText, type ChosenNetwork } from './network-choice.ts';
import type { CommandContext } from './train-command.ts';

const FORMATS = { onnx: 'onnx', zip: 'zip' } as const;
/** What an ONNX file takes in here: an image, row after row. */
const PIXELS = IMAGE_SIZE ** 2;

/** The options of `npm run export`. */
export const EXPORT_LINE = {
  name: 'npm run export --',
  description: 'Writes a network in another format, as one file.',
  options: {
    to: {
      flags: '--to <FORMAT>',
      description: 'zip: the whole export, to be unpacked or opened; onnx: one checkpoint',
      value: oneOf('onnx or zip', FORMATS),
      default: FORMATS.zip,
    },
    weights: {
      flags: '--weights <FILE>',
      description: 'the network: the manifest of an export, a zip or an ONNX file',
      value: textOf('a file'),
      default: 'exports/mlp_weights.json',
    },
    checkpoint: {
      flags: '--checkpoint <NAME>',
      description: 'the checkpoint, such as 10x or 40k',
      value: textOf('the name of a checkpoint'),
      defaultText: 'all for zip, the last for onnx',
    },
    ink: INK_OPTION,
    output: {
      flags: '--output <FILE>',
      description: 'the file to write; one that is there is replaced',
      value: textOf('a file'),
      defaultText: 'the name of the weights with .zip or .onnx, in the current folder',
    },
  },
} as const;

/**
 * `npm run export`.
 * @returns the exit status
 * @throws UsageError, DataFileError, FormatError
 */
export async function exportCommand(
  args: readonly string[],
  { output, signal }: Pick<CommandContext, 'output' | 'signal'>,
): Promise<number> {
  const values = parseCommandLine(EXPORT_LINE, args);
  if (!values) {
    output.write(helpOf(EXPORT_LINE));
    return 0;
  }
  const { to, weights, checkpoint } = values;
  const path = values.output ?? `${basename(weights).replace(/\.[^.]*$/, '')}.${to}`;
  const opened = await openNetwork(weights);
  const isWhole = to === FORMATS.zip && checkpoint === undefined && opened.isInkKnown;
  const chosen = isWhole ? wholeNetwork(opened) : chooseNetwork(opened, checkpoint, values.ink);
  const bytes = to === FORMATS.zip ? zipOf(path, chosen) : onnxOf(path, chosen);
  // As whoever opens it will.
  await readFiles([{ name: path, bytes }]);
  signal.throwIfAborted();
  writeInPlace(path, bytes);
  const count = chosen.network.checkpoints.length;
  const what = count === 1 ? lastCheckpoint(chosen.network).moment.label : `${count} checkpoints`;
  output.write(`${path}: ${what}\n`);
  for (const text of whatToKnow(opened, chosen, to)) output.write(`${text}\n`);
  return 0;
}

function wholeNetwork({ spec, timeline, training, weightsOf }: OpenedNetwork): ChosenNetwork {
  const checkpoints = timeline.map((moment) => ({ moment, weights: weightsOf(moment) }));
  return { network: { spec, checkpoints, ...(training && { training }) } };
}

function zipOf(path: string, { network }: ChosenNetwork): Uint8Array<ArrayBuffer> {
  try {
    return writeExportZip(network);
  } catch (error) {
    // The only one: weights beyond binary16.
    if (!(error instanceof RangeError)) throw error;
    throw new FormatError(path, 'weights', 'numbers that a zip can hold', error.message);
  }
}

function onnxOf(path: string, { network }: ChosenNetwork): Uint8Array<ArrayBuffer> {
  const inputs = network.spec.layers[0]?.inputs ?? 0;
  if (inputs !== PIXELS) throw new FormatError(path, 'network.input_dim', `${PIXELS}`, `${inputs}`);
  return writeOnnx(network, lastCheckpoint(network));
}

function whatToKnow(
  { remarks }: OpenedNetwork,
  { network, ink }: ChosenNetwork,
  to: keyof typeof FORMATS,
): string[] {
  return [
    ...(ink ? [`ink counted as ${inkText(ink)}, and counts 0-1 now`] : []),
    ...remarks.map(remarkText),
    ...(to === FORMATS.zip && !isInFloat16(network)
      ? ['weights were rounded to half floats, which is what this format holds']
      : []),
  ];
}

function isInFloat16({ checkpoints }: ReadNetwork): boolean {
  const isSame = (values: Float32Array): boolean => {
    const rounded = decodeFloat16(encodeFloat16(values));
    return values.every((value, i) => value === rounded[i]);
  };
  return checkpoints.every(({ weights }: { readonly weights: NetworkWeights }) =>
    weights.every((layer) => isSame(layer.weights) && isSame(layer.biases)),
  );
}
