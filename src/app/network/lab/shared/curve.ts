/** A moment of a run, measured. */
export interface CurvePoint {
  /** Images learned from so far. */
  readonly images: number;
  /** Share of test digits read right, 0..1. */
  readonly accuracy: number;
  /** Mean cross-entropy over test digits, nats. */
  readonly loss: number;
  /** The same of digits that it learns from, as they are labelled. */
  readonly ownAccuracy: number;
  readonly ownLoss: number;
  /** How many test digits were read: a part of them in passing, all at a milestone. */
  readonly tested: number;
  /** Of each hidden layer, how many neurons none of these test digits raised above zero; not kept with a network. */
  readonly silent?: readonly number[];
  /** How many own digits that only test were read right, and how many there are; not kept with a network. */
  readonly mine?: OwnShare;
}

/** How many digits of a visitor's own were read right. */
export interface OwnShare {
  readonly right: number;
  readonly tested: number;
}

/** A setting that was changed while the run learned. */
export interface LiveChange {
  readonly images: number;
  readonly setting: 'rate' | 'weightDecay' | 'batchSize';
  readonly value: number;
}

/** What the curve can hold: many times what a screen shows. */
export const MOST_POINTS = 2000;
/** A point is worth showing when a twentieth more images were learned from: as far apart everywhere on a log axis. */
const LEAST_RATIO = 1.05;

/** Whether a point so many images on would stand apart from the last one on a logarithmic axis. */
export function standsApart(images: number, last: number | undefined): boolean {
  return last === undefined || images >= last * LEAST_RATIO + 1;
}

/**
 * How far a share of so many digits can be off, with 95 %: 1.96 standard errors of a proportion.
 * @returns e.g. 0.019 at 0.9 of 1,000
 */
export function errorOfShare(share: number, tested: number): number {
  return 1.96 * Math.sqrt((share * (1 - share)) / tested);
}

/** The points with another one, in place of what was measured at the same moment. */
export function withPoint(points: readonly CurvePoint[], point: CurvePoint): CurvePoint[] {
  return [...points.filter(({ images }) => images !== point.images), point];
}

/** The points of the first so many images: where a run goes on, what came after is measured again. */
export function upTo(points: readonly CurvePoint[], images: number): CurvePoint[] {
  return points.filter((point) => point.images <= images);
}
