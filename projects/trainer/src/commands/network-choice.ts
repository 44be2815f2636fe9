import { UsageError, type ValueKind } from '#command-line';
import {
  findInk,
  INK_SCALES,
  withInk,
  type InkFinding,
  type InkReading,
  type InkScale,
  type ReadNetwork,
} from '#formats';
import { installedMnist, readMnist } from '../idx-files.ts';
import { networkAt, type OpenedNetwork } from '../open-network.ts';
import { checkpointNamed } from '../read-export.ts';

/** Digits that tell how ink counts. */
const DIGITS = 1000;
const INVERTED = 'inverted';
const TRANSPOSED = 'transposed';
const EXPECTED = `${INK_SCALES.join(', ')}; with ,${INVERTED} or ,${TRANSPOSED} or both behind it`;

/** How ink counts, as it is typed: `0-255,inverted`. */
const INK: ValueKind<InkReading> = { expected: EXPECTED, parse: parseInk };

/** `--ink`, for each command that reads networks. */
export const INK_OPTION = {
  flags: '--ink <NAME>',
  description:
    `how ink goes into a network from an ONNX file: ${INK_SCALES.join(', ')}, ` +
    `each also with ,${INVERTED} (paper is high) and ,${TRANSPOSED}`,
  value: INK,
  defaultText: "found out on MNIST's training images",
} as const;

/** `0-255,inverted`: what `--ink` takes. */
export function inkText({ scale, isInverted, isTransposed }: InkReading): string {
  return [scale, ...(isInverted ? [INVERTED] : []), ...(isTransposed ? [TRANSPOSED] : [])].join();
}

/** A checkpoint for which ink counts 0 to 1. */
export interface ChosenNetwork {
  /** With this checkpoint only. */
  readonly network: ReadNetwork;
  /** How ink counted in the file, where that had to be found out or was said. */
  readonly ink?: InkReading;
}

/**
 * A checkpoint of a network, with ink as everything here counts it.
 * @param name of the checkpoint; the last one unless given
 * @throws UsageError where there is none of that name, or digits do not tell how ink counts; FormatError
 */
export function chooseNetwork(
  opened: OpenedNetwork,
  name: string | undefined,
  ink: InkReading | undefined,
): ChosenNetwork {
  const network = networkAt(opened, checkpointOf(opened, name));
  if (opened.isInkKnown) {
    if (ink === undefined) return { network };
    const found = `${inkText(ink)} for ${opened.path}`;
    throw new UsageError(`--ink: expected none for a network whose file says how, found ${found}`);
  }
  const reading = ink ?? foundInk(opened.path, network);
  return { network: withInk(network, reading), ink: reading };
}

function checkpointOf(opened: OpenedNetwork, name: string | undefined) {
  try {
    return checkpointNamed(opened, name);
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`--${error.message}`);
    throw error;
  }
}

function foundInk(path: string, network: ReadNetwork): InkReading {
  const { pixels, labels } = readMnist(installedMnist(), 'train');
  const finding = findInk(network, {
    pixels: Float32Array.from(pixels.subarray(0, DIGITS * 784), (ink) => ink / 255),
    labels: labels.subarray(0, DIGITS),
  });
  if (finding.decided) return finding.decided;
  const found = `no clear one for ${path}: ${rivalsOf(finding)}`;
  throw new UsageError(`--ink: expected how ink counts, since digits do not tell, found ${found}`);
}

function rivalsOf({ measures }: InkFinding): string {
  return measures
    .slice(0, 3)
    .map(({ reading, accuracy }) => `${inkText(reading)} reads ${(accuracy * 100).toFixed(1)} %`)
    .join('; ');
}

function parseInk(text: string): InkReading | undefined {
  const [name, ...others] = text.split(',');
  const scale = INK_SCALES.find((known): known is InkScale => known === name);
  const isKnown = others.every((other) => other === INVERTED || other === TRANSPOSED);
  if (!scale || !isKnown || new Set(others).size !== others.length) return undefined;
  return {
    scale,
    isInverted: others.includes(INVERTED),
    isTransposed: others.includes(TRANSPOSED),
  };
}
