import { answerOf, FormatError, forward, parameterCount, type NetworkWeights } from '#model';
import { StorageFailure } from '../../storage/storage-failure.ts';
import type { NetworkAnswer } from '../shared/library-network.ts';
import { likeliest } from './digit-trial.ts';
import { nextTask } from './next-task.ts';
import { lastIndex, type ReadableNetwork } from './readable-network.ts';

/** Weights that are held, so that the next drawing is read at once: forty networks as large as the app's own. */
const HELD_BYTES = 24 * 2 ** 20;
const FLOAT_BYTES = 4;

interface Held {
  readonly edition: string;
  readonly weights: NetworkWeights;
  readonly bytes: number;
}

/** Has every network read the same image with its last checkpoint. */
export class AllAnswers {
  private readonly held = new Map<string, Held>();
  private bytes = 0;

  /**
   * What networks answer; one whose weights cannot be read is left out.
   * @param image ink 0..1, row-major `[28][28]`
   */
  async read(
    networks: AsyncIterable<ReadableNetwork>,
    image: Float32Array,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, NetworkAnswer>> {
    const answers = new Map<string, NetworkAnswer>();
    for await (const network of networks) {
      const { address, spec, calibration } = network;
      try {
        const weights = await this.weightsOf(network, signal);
        const { logits } = forward(spec, weights, image);
        const { probabilities, isDigit } = answerOf(logits, calibration);
        const digit = likeliest(probabilities);
        answers.set(address, { digit, probability: probabilities[digit] ?? 0, isDigit });
      } catch (error) {
        // Damaged, not on this device yet, or for images of another size.
        const isExpected = [FormatError, StorageFailure, RangeError].some(
          (kind) => error instanceof kind,
        );
        if (!isExpected) throw error;
      }
      // So that a newer drawing does not wait for all the others.
      await nextTask();
      signal.throwIfAborted();
    }
    return answers;
  }

  private async weightsOf(network: ReadableNetwork, signal: AbortSignal): Promise<NetworkWeights> {
    const { address, edition, spec } = network;
    const held = this.held.get(address);
    if (held?.edition === edition) return held.weights;
    const weights = await network.weights(lastIndex(network), signal);
    if (held) this.bytes -= held.bytes;
    this.held.delete(address);
    const bytes = parameterCount(spec) * FLOAT_BYTES;
    // What does not fit is read again each time, so that the others stay.
    if (this.bytes + bytes <= HELD_BYTES) {
      this.held.set(address, { edition, weights, bytes });
      this.bytes += bytes;
    }
    return weights;
  }

  /** Lets go of networks that are no longer there. */
  keepOnly(addresses: ReadonlySet<string>): void {
    for (const [address, { bytes }] of this.held) {
      if (addresses.has(address)) continue;
      this.held.delete(address);
      this.bytes -= bytes;
    }
  }
}
