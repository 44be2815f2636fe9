import { writeExportZip, writeOnnx, type ReadCheckpoint } from '#formats';
import { FormatError } from '#model';
import type { ExportFormat, WrittenFile } from '../shared/library-network.ts';
import { lastIndex, type ReadableNetwork } from './readable-network.ts';

const USUAL_NAME = 'mlp_weights';
const LONGEST_NAME = 60;

/**
 * Writes a network as files.
 * @param index of the checkpoint, unless all of them are written; the last one by default
 * @throws FormatError where the format cannot hold it, or a checkpoint cannot be read
 */
export async function writeNetwork(
  source: ReadableNetwork,
  format: ExportFormat,
  index: number | undefined,
  signal: AbortSignal,
): Promise<readonly WrittenFile[]> {
  const { spec, training } = source;
  const stem = fileNameOf(source.name);
  const chosen = index ?? lastIndex(source);
  const indices = format === 'zip' ? [...source.moments.keys()] : [chosen];
  const checkpoints: ReadCheckpoint[] = [];
  for (const at of indices) {
    const moment = source.moments[at];
    if (!moment) {
      const expected = `a checkpoint from 0 to ${lastIndex(source)}`;
      throw new FormatError(source.address, 'timeline', expected, `${at}`);
    }
    checkpoints.push({ moment, weights: await source.weights(at, signal) });
  }
  signal.throwIfAborted();
  const network = { spec, checkpoints, ...(training && { training }) };
  try {
    switch (format) {
      case 'zip':
        // Under the name that the seed looks for, whatever the network is called.
        return [{ name: `${stem}.zip`, type: 'application/zip', bytes: writeExportZip(network) }];
      case 'checkpoint':
        // Manifest and snapshot in one file: browsers ask before they save two, and cut folders off their names.
        return checkpoints.map(({ moment }) => ({
          name: `${stem}-${fileNameOf(moment.id)}.zip`,
          type: 'application/zip',
          bytes: writeExportZip(network, stem),
        }));
      case 'onnx':
        return checkpoints.map((checkpoint) => ({
          name: `${stem}.onnx`,
          type: 'application/octet-stream',
          bytes: writeOnnx(network, checkpoint),
        }));
      default:
        return format satisfies never;
    }
  } catch (error) {
    // Weights beyond half floats, or an input that is no image.
    if (!(error instanceof RangeError)) throw error;
    throw new FormatError(
      `${stem}.${format}`,
      'the network',
      'one that fits the format',
      error.message,
    );
  }
}

/** A name that every system takes for a file, without its ending. */
export function fileNameOf(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/\p{Variation_Selector}/gu, '')
    .replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  return Array.from(plain).slice(0, LONGEST_NAME).join('') || USUAL_NAME;
}
