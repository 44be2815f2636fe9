import { FormatError, type Checkpoint, type NetworkSpec, type NetworkWeights } from '#model';

/** What a checkpoint is, without the file of its weights. */
export type CheckpointMoment = Omit<Checkpoint, 'shard'>;

/** A moment of training with its weights. */
export interface ReadCheckpoint {
  readonly moment: CheckpointMoment;
  readonly weights: NetworkWeights;
}

/** A network with its timeline, whatever file it is from. */
export interface ReadNetwork {
  readonly spec: NetworkSpec;
  /** By ascending order; at least one. */
  readonly checkpoints: readonly ReadCheckpoint[];
  /** How the weights were made, as the manifest says it: `calibrationOf` takes it. */
  readonly training?: Readonly<Record<string, unknown>>;
}

/** What goes in and comes out of every network here: 28x28 pixels, ten digits. */
const [INPUTS, OUTPUTS] = [784, 10];

/** Throws FormatError for a network that cannot read digits as the app draws them. */
export function checkEnds({ layers }: NetworkSpec, file: string): void {
  const [inputs, outputs] = [layers[0]?.inputs, layers.at(-1)?.outputs];
  if (inputs !== INPUTS) {
    throw new FormatError(file, 'network.input_dim', `${INPUTS}, for 28x28 pixels`, `${inputs}`);
  }
  if (outputs !== OUTPUTS) {
    throw new FormatError(file, 'network.output_dim', `${OUTPUTS}, for ten digits`, `${outputs}`);
  }
}

/**
 * The last checkpoint, which is the trained network.
 * @throws RangeError for a network without any
 */
export function lastCheckpoint({ checkpoints }: ReadNetwork): ReadCheckpoint {
  const last = checkpoints.at(-1);
  if (last) return last;
  throw new RangeError('network: expected at least one checkpoint, found none');
}
