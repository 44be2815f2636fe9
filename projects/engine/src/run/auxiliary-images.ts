import { Random, type LabelledImages } from '#model';

/** Images of one kind that a run learns from beside its data set. */
export interface AuxiliaryKind {
  /** Share of a batch, 0..1. It does not depend on the batch size: nor does what is learned. */
  readonly share: number;
  /** How many different ones there are. */
  readonly count: number;
  /** Steps over which they become available; from the first step on there are some. */
  readonly spread: number;
  /** Whether they are digits, whose loss counts. */
  readonly areDigits: boolean;
  /** Whole number, 0 to 2^32 - 1: which of them join a batch comes from it. */
  readonly seed: number;
  /** Makes those from `from` up to `to`: the same ones whenever and wherever it is asked. */
  readonly make: (from: number, to: number) => Promise<LabelledImages>;
}

/** A batch with the auxiliary images that joined it. */
export interface JoinedBatch {
  readonly indices: Uint32Array;
  /** How many of its images are digits. */
  readonly digits: number;
}

/** So many of a kind are there at the first step. */
const FIRST_IMAGES = 64;
/** How many are made together: some tens of milliseconds of one thread. */
const CHUNK = 64;
/** Chunks that are asked for before they are needed, so that threads beside the run have work. */
const CHUNKS_AHEAD = 16;

/**
 * Images that a run learns from beside its data set: digits drawn by generated hands, and drawings that are
 * no digits (outlier exposure, Hendrycks et al. 2019). They join batches at random, in the same share
 * whatever the batch size, and do not count as images seen. They are made while the run goes on: more of
 * them with every step, and which ones depends on the step alone.
 */
export class AuxiliaryImages {
  /** All that there will be. */
  readonly count: number;
  private readonly supplies: readonly Supply[];

  /**
   * @param datasetSize images of the data set; auxiliary images have the positions behind it
   * @throws RangeError unless shares leave room for the data set
   */
  constructor(kinds: readonly AuxiliaryKind[], datasetSize: number) {
    const whole = kinds.reduce((sum, { share }) => sum + share, 0);
    if (whole >= 1) {
      throw new RangeError(`auxiliary images: expected shares below 1 in all, found ${whole}`);
    }
    let first = datasetSize;
    this.supplies = kinds.map((kind) => {
      const supply = new Supply(kind, first, kind.share / (1 - whole));
      first += kind.count;
      return supply;
    });
    this.count = first - datasetSize;
  }

  /** How many join a batch of so many images at most. */
  mostFor(batchSize: number): number {
    return this.supplies.reduce((sum, supply) => sum + supply.mostFor(batchSize), 0);
  }

  /**
   * Has images made, and hands them over as they come. Nothing is to be awaited when all that the step may
   * need are there.
   * @param add takes images for positions `first` and on
   */
  ready(
    step: number,
    add: (first: number, images: LabelledImages) => void,
  ): Promise<unknown> | undefined {
    // What the step waits for comes before what later ones will need.
    for (const supply of this.supplies) supply.order(step, 0, add);
    for (const supply of this.supplies) supply.order(step, CHUNKS_AHEAD, add);
    const missing = this.supplies.flatMap((supply) => supply.missing(step) ?? []);
    return missing.length === 0 ? undefined : Promise.all(missing);
  }

  /** The images of a step's batch with those that join it. Steps have to come one after another. */
  join(images: Uint32Array, step: number): JoinedBatch {
    if (this.supplies.length === 0) return { indices: images, digits: images.length };
    const joining = this.supplies.map((supply) => supply.take(images.length, step));
    const indices = new Uint32Array(
      joining.reduce((sum, { length }) => sum + length, images.length),
    );
    indices.set(images);
    let length = images.length;
    let digits = images.length;
    this.supplies.forEach(({ kind }, index) => {
      const taken = joining[index] ?? [];
      indices.set(taken, length);
      length += taken.length;
      if (kind.areDigits) digits += taken.length;
    });
    return { indices, digits };
  }
}

/** The images of one kind: what was made of them, and which are taken. */
class Supply {
  readonly kind: AuxiliaryKind;
  private readonly first: number;
  /** Images for each one of the data set. */
  private readonly ratio: number;
  private readonly random: Random;
  private readonly chunks: Promise<void>[] = [];
  /** Chunks of the beginning that are known to be there. */
  private settled = 0;
  /** Images that are due to join a batch, with a fraction left of one. */
  private due = 0;

  constructor(kind: AuxiliaryKind, first: number, ratio: number) {
    this.kind = kind;
    this.first = first;
    this.ratio = ratio;
    this.random = Random.fromSeed(kind.seed);
  }

  mostFor(batchSize: number): number {
    return Math.floor(batchSize * this.ratio) + 1;
  }

  /** Has those made that the step needs, and so many chunks more. */
  order(step: number, more: number, add: (first: number, images: LabelledImages) => void): void {
    const all = Math.ceil(this.kind.count / CHUNK);
    const wanted = Math.min(all, this.chunksFor(step) + more);
    while (this.chunks.length < wanted) {
      const chunk = this.make(this.chunks.length * CHUNK, add);
      // One that fails is heard of when it is needed.
      chunk.catch(() => undefined);
      this.chunks.push(chunk);
    }
  }

  /** Resolves when all that the step needs are there; undefined when they are known to be. */
  missing(step: number): Promise<void> | undefined {
    const needed = this.chunksFor(step);
    if (needed <= this.settled) return undefined;
    return Promise.all(this.chunks.slice(this.settled, needed)).then(() => {
      this.settled = needed;
    });
  }

  take(images: number, step: number): number[] {
    this.due += images * this.ratio;
    const count = Math.floor(this.due);
    this.due -= count;
    const available = this.available(step);
    return Array.from({ length: count }, () => this.first + this.random.nextBelow(available));
  }

  private chunksFor(step: number): number {
    return Math.ceil(this.available(step) / CHUNK);
  }

  private available(step: number): number {
    const { count, spread } = this.kind;
    const more = Math.floor(((count - FIRST_IMAGES) * step) / spread);
    return Math.min(count, FIRST_IMAGES + Math.max(0, more));
  }

  private async make(
    from: number,
    add: (first: number, images: LabelledImages) => void,
  ): Promise<void> {
    const to = Math.min(this.kind.count, from + CHUNK);
    add(this.first + from, await this.kind.make(from, to));
  }
}
