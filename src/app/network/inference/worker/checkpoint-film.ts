import {
  answerOf,
  decodeFloat16,
  forward,
  isBlank,
  judge,
  type Judgement,
  type NetworkSpec,
  type NetworkWeights,
  type PackedWeights,
} from '#model';
import type { Film, FilmJudgements, KeptCheckpoint } from '../shared/inference-protocol.ts';

/**
 * How long the film may keep the thread at a time: an answer that is asked for meanwhile waits no longer than this and
 * for one more checkpoint, which takes as long as the answer itself.
 */
const SLICE_MS = 2;

/** The time, and how to let other requests go first. */
export interface FilmTime {
  now(): number;
  /** Resolves when all messages that have arrived are handled. */
  pause(): Promise<void>;
}

/** Checkpoints of one export beside the network in use, for what each of them makes of a drawing. */
export class CheckpointFilm {
  private readonly time: FilmTime;
  private film: Film | undefined;
  /** By index in the timeline. Packed, because a film of 35 takes 15 MB as float32. */
  private readonly frames = new Map<number, PackedWeights>();

  constructor(time: FilmTime) {
    this.time = time;
  }

  /** Keeps a checkpoint. Those of another film are forgotten. */
  keep({ film, index, weights }: KeptCheckpoint): void {
    if (film.key !== this.film?.key) this.frames.clear();
    this.film = film;
    this.frames.set(index, weights);
  }

  /**
   * What the kept checkpoints make of an image; nothing if they are of another film, or the image is blank. Each is read
   * with the same functions as the network in use, so that the answers are the same to the last bit.
   * @param image ink 0..1, row-major, `[28][28]`
   * @throws the signal's reason when aborted; RangeError when the weights or the image do not fit the network
   */
  async judgements(key: string, image: Float32Array, signal: AbortSignal): Promise<FilmJudgements> {
    const judgements = new Map<number, Judgement>();
    const { film, time } = this;
    if (film?.key !== key || isBlank(image)) return judgements;
    const { network, calibration } = film;
    const weights = zeroWeights(network);
    let since = time.now();
    for (const [index, packed] of [...this.frames]) {
      if (time.now() - since >= SLICE_MS) {
        await time.pause();
        signal.throwIfAborted();
        since = time.now();
      }
      unpack(packed, weights);
      const { logits } = forward(network, weights, image);
      judgements.set(index, judge(answerOf(logits, calibration)));
    }
    return judgements;
  }
}

/** Memory for a checkpoint at a time. */
function zeroWeights({ layers }: NetworkSpec): NetworkWeights {
  return layers.map(({ inputs, outputs }) => ({
    weights: new Float32Array(inputs * outputs),
    biases: new Float32Array(outputs),
  }));
}

function unpack(packed: PackedWeights, into: NetworkWeights): void {
  into.forEach(({ weights, biases }, index) => {
    const layer = packed[index];
    if (!layer) throw new RangeError(`film: expected ${into.length} layers, found ${index}`);
    decodeFloat16(layer.weights, weights);
    decodeFloat16(layer.biases, biases);
  });
}
