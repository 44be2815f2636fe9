import { UsageError } from '#command-line';
import { lastCheckpoint, weightsHash, type InkReading } from '#formats';
import {
  architectureOf,
  FormatError,
  MNIST_NORMALIZATION,
  type LayerWeights,
  type NetworkSpec,
  type NetworkWeights,
} from '#model';
import { basename } from 'node:path';
import { openNetwork } from '../open-network.ts';
import type { StartedFrom } from '../train-network.ts';
import { chooseNetwork, inkText } from './network-choice.ts';

/** What a run starts from that is no random network. */
export interface TrainingStart {
  readonly hiddenDims: readonly number[];
  /** For inputs normalised as MNIST's are. */
  readonly weights: NetworkWeights;
  readonly record: StartedFrom;
}

/** A network to start from, and how ink counts for it, if that is said. */
export interface StartChoice {
  readonly file: string;
  readonly ink: InkReading | undefined;
}

/** Pixels and digits. */
const [INPUTS, CLASSES] = [784, 10];

/**
 * What `--init-from` and `--ink` say.
 * @throws UsageError for options that do not go together
 */
export function startChoiceOf({
  initFrom: file,
  ink,
  hiddenDims,
  skipTrain,
}: {
  readonly initFrom: string | undefined;
  readonly ink: InkReading | undefined;
  readonly hiddenDims: readonly number[] | undefined;
  readonly skipTrain: boolean;
}): StartChoice | undefined {
  if (file === undefined) {
    if (ink === undefined) return undefined;
    throw new UsageError('--ink: expected --init-from too, found a way of counting ink only');
  }
  if (hiddenDims) {
    const found = `${hiddenDims.join(' ')} and ${file}`;
    throw new UsageError(
      `--hidden-dims: expected none with --init-from, whose layers are those of its file, found ${found}`,
    );
  }
  if (skipTrain) {
    const expected = 'expected none with --skip-train, which exports random weights';
    throw new UsageError(`--init-from: ${expected}, found both`);
  }
  return { file, ink };
}

/**
 * Reads the last checkpoint of a network to train on.
 * @throws FormatError for one that the trainer could not have made; UsageError where nobody knows how ink counts
 */
export async function readStart({ file, ink }: StartChoice): Promise<TrainingStart> {
  const chosen = chooseNetwork(await openNetwork(file), undefined, ink);
  const { spec } = chosen.network;
  checkSpec(spec, file);
  const { moment, weights: found } = lastCheckpoint(chosen.network);
  const weights = forMnistInputs(spec, found);
  return {
    hiddenDims: architectureOf(spec).slice(1, -1),
    weights,
    record: {
      file: basename(file),
      checkpoint: moment.id,
      weights_sha256: weightsHash(weights),
      ...(chosen.ink && { ink: inkText(chosen.ink) }),
    },
  };
}

function checkSpec(spec: NetworkSpec, file: string): void {
  const sizes = architectureOf(spec);
  const ends = [sizes[0], sizes.at(-1)];
  if (ends[0] !== INPUTS || ends[1] !== CLASSES) {
    const expected = `${INPUTS} inputs and ${CLASSES} outputs`;
    throw new FormatError(file, 'network.architecture', expected, `[${sizes.join(', ')}]`);
  }
  spec.layers.forEach(({ activation }, index) => {
    const expected = index === spec.layers.length - 1 ? 'linear' : 'relu';
    if (activation === expected) return;
    const field = `network.layers[${index}].activation`;
    throw new FormatError(file, field, `${expected}, as the trainer has it`, activation);
  });
}

/**
 * Weights that compute the same from inputs normalised as MNIST's are. With `ink = S y + M` for such an input `y`,
 * `(ink - mean) / std = (S / std) y + (M - mean) / std`: the factor goes into the weights, the rest into the biases.
 */
export function forMnistInputs(
  { normalization }: NetworkSpec,
  weights: NetworkWeights,
): NetworkWeights {
  const { mean, std } = MNIST_NORMALIZATION;
  if (normalization.mean === mean && normalization.std === std) return weights;
  const factor = std / normalization.std;
  const offset = (mean - normalization.mean) / normalization.std;
  return weights.map((layer, index): LayerWeights => {
    if (index > 0) return layer;
    const inputs = layer.weights.length / layer.biases.length;
    return {
      weights: layer.weights.map((weight) => weight * factor),
      biases: layer.biases.map((bias, out) => {
        const row = layer.weights.subarray(out * inputs, (out + 1) * inputs);
        return bias + offset * row.reduce((sum, weight) => sum + weight, 0);
      }),
    };
  });
}
