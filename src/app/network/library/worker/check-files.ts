import {
  findInk,
  INK_READINGS,
  lastCheckpoint,
  readFiles,
  withInk,
  weightsHash,
  type ChosenFile,
  type InkDigits,
  type InkReading,
  type NetworkSource,
  type ReadNetwork,
} from '#formats';
import { architectureOf, sha256Hex, type LabelledDrawing } from '#model';
import type {
  DigitTrial,
  ImportRemark,
  InkCandidate,
  IncomingFile,
  InkReport,
  NetworkReport,
} from '../shared/import-report.ts';
import type { FileOrigin } from '../shared/library-network.ts';
import { checkpointBytes, precisionOf, type Precision } from './checkpoint-bytes.ts';
import { tryOnDigits } from './digit-trial.ts';
import { faceOf } from './face-of.ts';
import { readChosen } from './read-chosen.ts';
import { calibrationIn } from './readable-network.ts';

/** A network that was checked, as the worker holds it until it is kept or forgotten. */
export interface CheckedNetwork {
  readonly kind: 'network';
  /** With ink as found; where that has to be asked, as the file has it. */
  readonly network: ReadNetwork;
  readonly precision: Precision;
  readonly fingerprint: string;
  readonly report: Omit<NetworkReport, 'id' | 'twin'>;
}

/** What chosen files turned out to be. */
export type Checked =
  | CheckedNetwork
  | {
      readonly kind: 'drawings';
      readonly file: string;
      readonly drawings: readonly LabelledDrawing[];
    };

/** What checking needs besides the files. */
export interface CheckingAids {
  /** Gets the bundled digits; undefined if they are not on this device. */
  readonly digits: () => Promise<InkDigits | undefined>;
  /** Lets other requests be handled. Rejects if the check is not wanted any more. */
  readonly pause: () => Promise<void>;
}

const CANDIDATES = 4;
/** Digits that a candidate is tried on: those that are shown. */
const CANDIDATE_DIGITS = 100;
/** A network that reads a smaller share of the digits gets a remark. */
const READS_MANY = 0.6;

/**
 * Reads chosen files whole, finds out how ink counts, and tries the network on digits.
 * @throws FormatError in one sentence
 */
export async function checkFiles(
  incoming: readonly IncomingFile[],
  { digits: fetchDigits, pause }: CheckingAids,
): Promise<Checked> {
  const files = await readChosen(incoming);
  await pause();
  const found = await readFiles(files);
  if (found.kind === 'drawings') return found;
  const digits = await fetchDigits();
  await pause();
  const { source, isInkKnown, remarks } = found;
  const calibration = found.network.training?.['answer'];
  // So that a malformed one is refused now.
  calibrationIn(found.network.spec, found.network.training, source.file);
  const ink = isInkKnown ? ({ kind: 'known' } as const) : await inkOf(found.network, digits, pause);
  const network = ink.kind === 'found' ? withInk(found.network, ink.reading) : found.network;
  await pause();
  const isSettled = digits && ink.kind !== 'asked';
  const trial = isSettled ? trialOf(network, digits) : undefined;
  await pause();
  const precision =
    source.format === 'export'
      ? 'float16'
      : precisionOf(network.checkpoints.map(({ weights }) => weights));
  const last = lastCheckpoint(network);
  const accuracy = last.moment.metrics.testAccuracy;
  return {
    kind: 'network',
    network,
    precision,
    fingerprint: fingerprintOf(network),
    report: {
      kind: 'network',
      name: nameOf(files, source),
      origin: originOf(source),
      layers: architectureOf(network.spec),
      checkpoints: network.checkpoints.length,
      bytes: network.checkpoints.length * checkpointBytes(network.spec, precision),
      accuracy,
      ink,
      trial,
      remarks: [
        ...remarks,
        ...(accuracy === undefined ? [remark('noAccuracy')] : []),
        ...(precision === 'float32' ? [remark('float32')] : []),
        ...(calibration === undefined ? [remark('uncalibrated')] : []),
        ...(trial && readsFew(trial) ? [remark('readsFew')] : []),
        ...(digits ? [] : [remark('untried')]),
      ],
      face: faceOf(network.spec, last.weights),
    },
  };
}

/** The same for networks with the same weights, and the same timeline. */
export function fingerprintOf(network: ReadNetwork): string {
  const { spec, checkpoints } = network;
  const { normalization, layers } = spec;
  const shape = layers.map(({ inputs, outputs, activation }) => [inputs, outputs, activation]);
  const moments = checkpoints.map(({ moment }) => moment.id);
  const hash = weightsHash(lastCheckpoint(network).weights);
  const text = JSON.stringify([normalization.mean, normalization.std, shape, moments, hash]);
  return sha256Hex(new TextEncoder().encode(text));
}

/** How a network reads the digits if ink counts 0 to 1. */
export function trialOf(network: ReadNetwork, digits: InkDigits, most?: number): DigitTrial {
  return tryOnDigits(network.spec, lastCheckpoint(network).weights, digits, most);
}

async function inkOf(
  network: ReadNetwork,
  digits: InkDigits | undefined,
  pause: () => Promise<void>,
): Promise<InkReport> {
  if (!digits) {
    const upright = INK_READINGS.slice(0, CANDIDATES);
    return { kind: 'asked', candidates: upright.map((reading) => ({ reading, trial: undefined })) };
  }
  const { decided, measures } = findInk(network, digits);
  if (decided) return { kind: 'found', reading: decided, tried: measures.length };
  const candidates: InkCandidate[] = [];
  for (const { reading } of measures.slice(0, CANDIDATES)) {
    await pause();
    const trial = trialOf(withLastInk(network, reading), digits, CANDIDATE_DIGITS);
    candidates.push({ reading, trial });
  }
  return { kind: 'asked', candidates };
}

/** The last checkpoint alone, with ink as in a reading. */
function withLastInk(network: ReadNetwork, reading: InkReading): ReadNetwork {
  return withInk({ ...network, checkpoints: [lastCheckpoint(network)] }, reading);
}

function readsFew({ all }: DigitTrial): boolean {
  return all.right < READS_MANY * all.of;
}

function remark(
  kind: 'noAccuracy' | 'float32' | 'uncalibrated' | 'readsFew' | 'untried',
): ImportRemark {
  return { kind };
}

/** What it would be called: the name of the only file, or of the manifest, without folders and endings. */
function nameOf(files: readonly ChosenFile[], { file }: NetworkSource): string {
  const [only] = files;
  const path = files.length === 1 && only ? only.name : file;
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name.replace(/\.[^.]*$/, '') || name;
}

function originOf(source: NetworkSource): FileOrigin {
  return { kind: 'file', ...source };
}
