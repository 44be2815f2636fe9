import { Random } from '#model';

/** Shuffling draws from another stream than the initial weights, which take their seed as it is. */
const SHUFFLE_STREAM = 0x5bf03635;

/** The order in which a run meets the images of its data set: a new shuffle each pass. */
export class ImageOrder {
  private readonly order: Uint32Array;
  private readonly random: Random;

  constructor(datasetSize: number, seed: number) {
    this.order = Uint32Array.from({ length: datasetSize }, (_, index) => index);
    this.random = Random.fromSeed(seed ^ SHUFFLE_STREAM);
  }

  /** The images of a batch; batches have to be taken one after another and end with a pass. */
  take(start: number, size: number): Uint32Array {
    const offset = start % this.order.length;
    if (offset === 0) this.random.shuffle(this.order);
    return this.order.subarray(offset, offset + size);
  }
}
