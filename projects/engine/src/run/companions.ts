import { Random, type LabelledImages } from '#model';
import type { Recipe } from './recipe.ts';

/** Companions are chosen from other streams than weights and shuffling. */
const DRAWINGS_STREAM = 0x6c8e9cf5;
const OUTLIERS_STREAM = 0x1b873593;

interface Group {
  /** Where it begins among all images. */
  readonly start: number;
  readonly count: number;
  readonly perBatch: number;
  readonly random: Random;
  /** Companions that are due, times the batch size. */
  due: number;
}

/** Which companions: those of the indices `from` to `to - 1`, each made from the seed and its own index. */
export interface CompanionRange {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

/** Makes companions. */
export interface CompanionMakers {
  readonly drawings: (range: CompanionRange) => LabelledImages;
  /** Drawings of no digit; some are made of digits. */
  readonly outliers: (
    range: CompanionRange & { readonly digits: LabelledImages },
  ) => LabelledImages;
}

/** A batch with the companions that joined it. */
export interface JoinedBatch {
  readonly indices: Uint32Array;
  /** How many of its images are digits. */
  readonly digits: number;
}

/**
 * Images that a run learns from along with its data set: digits drawn by hand, and drawings that are no
 * digits (outlier exposure, Hendrycks et al. 2019). They join batches at random, in the share that full
 * batches have, and do not count as images seen.
 */
export class Companions {
  /** The data set and, behind it, all companions. */
  readonly images: LabelledImages;
  /** How many join a full batch. */
  readonly perBatch: number;
  private readonly batchSize: number;
  private readonly drawings: Group | undefined;
  private readonly outliers: Group | undefined;

  constructor(
    { seed, batchSize, drawings, outliers }: Recipe,
    dataset: LabelledImages,
    makers?: CompanionMakers,
  ) {
    if ((drawings ?? outliers) && !makers) {
      throw new RangeError('recipe: expected no drawings and outliers, which nothing here makes');
    }
    const sets = [dataset];
    const group = (
      options: { readonly count: number; readonly perBatch: number },
      stream: number,
      make: (range: CompanionRange) => LabelledImages,
    ): Group => {
      const { count, perBatch } = options;
      const start = sets.reduce((sum, { labels }) => sum + labels.length, 0);
      sets.push(make({ seed, from: 0, to: count }));
      return { start, count, perBatch, random: Random.fromSeed((seed ^ stream) + 1), due: 0 };
    };
    this.drawings = drawings && makers && group(drawings, DRAWINGS_STREAM, makers.drawings);
    this.outliers =
      outliers &&
      makers &&
      group(outliers, OUTLIERS_STREAM, (range) => makers.outliers({ ...range, digits: dataset }));
    this.images = sets.length === 1 ? dataset : concatenated(sets);
    this.perBatch = (drawings?.perBatch ?? 0) + (outliers?.perBatch ?? 0);
    this.batchSize = batchSize;
  }

  /** The images of a batch with their companions. */
  join(images: Uint32Array): JoinedBatch {
    const drawings = this.take(this.drawings, images.length);
    const outliers = this.take(this.outliers, images.length);
    const digits = images.length + drawings.length;
    const indices = new Uint32Array(digits + outliers.length);
    indices.set(images);
    indices.set(drawings, images.length);
    indices.set(outliers, digits);
    return { indices, digits };
  }

  private take(group: Group | undefined, images: number): number[] {
    if (!group) return [];
    group.due += images * group.perBatch;
    const due = Math.floor(group.due / this.batchSize);
    group.due -= due * this.batchSize;
    return Array.from({ length: due }, () => group.start + group.random.nextBelow(group.count));
  }
}

function concatenated(sets: readonly LabelledImages[]): LabelledImages {
  const join = (parts: readonly Uint8Array[]): Uint8Array => {
    const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  };
  return {
    pixels: join(sets.map(({ pixels }) => pixels)),
    labels: join(sets.map(({ labels }) => labels)),
  };
}
