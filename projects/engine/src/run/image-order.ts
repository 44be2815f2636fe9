import { Random } from '#model';

/** Shuffling draws from another stream than the initial weights, which take their seed as it is. */
const SHUFFLE_STREAM = 0x5bf03635;

/** How far an order is: with it, it goes on. */
export interface OrderState {
  /** Of the pass at hand, positions in the data set. */
  readonly order: Uint32Array;
  readonly random: readonly [number, number, number, number];
}

/** The order in which a run meets the images of its data set: a new shuffle each pass. */
export class ImageOrder {
  private readonly order: Uint32Array;
  private readonly random: Random;

  /** @param from where it goes on; at the beginning unless given */
  constructor(datasetSize: number, seed: number, from?: OrderState) {
    this.order = from?.order.slice() ?? Uint32Array.from({ length: datasetSize }, (_, i) => i);
    this.random = from ? new Random(from.random) : Random.fromSeed(seed ^ SHUFFLE_STREAM);
  }

  get state(): OrderState {
    return { order: this.order.slice(), random: this.random.state };
  }

  /** The images of a batch; batches have to be taken one after another and end with a pass. */
  take(start: number, size: number): Uint32Array {
    const offset = start % this.order.length;
    if (offset === 0) this.random.shuffle(this.order);
    return this.order.subarray(offset, offset + size);
  }
}
