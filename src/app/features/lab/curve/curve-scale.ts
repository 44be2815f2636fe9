import type { CurvePoint } from '../../../network/lab/shared/curve.ts';

/** Where the axis begins: the first doubling is as wide as all others. */
const FIRST_IMAGES = 32;
/** Where it ends at least. */
const LEAST_TOTAL = 1024;
/** The pictures' unit: a thousandth of their width and height. */
const UNITS = 1000;
/** From one tick to the next. */
const TICK_RATIO = 8;
const FIRST_TICK = 64;
/** A tick that is nearer to the end than this share of the axis would touch the end's number. */
const CLEAR_OF_END = 0.19;
/** So far apart the two curves have names, points of 100. */
const APART = 0.03;

/** Images on a logarithmic axis, each doubling as wide as all others; shares upwards. */
export class CurveScale {
  /** Where the axis ends, images. */
  readonly total: number;
  private readonly span: number;

  /**
   * @param totalImages where the run ends; if that is not known, the axis ends at the next doubling
   * @param images how far it is
   */
  constructor(totalImages: number | undefined, images: number) {
    this.total = Math.max(LEAST_TOTAL, totalImages ?? 2 ** Math.ceil(Math.log2(images + 1)));
    this.span = Math.log2(this.total / FIRST_IMAGES);
  }

  /** How far along the axis, 0..1. */
  x(images: number): number {
    const clamped = Math.min(Math.max(FIRST_IMAGES, images), this.total);
    return Math.log2(clamped / FIRST_IMAGES) / this.span;
  }

  /** Where numbers stand below the axis, in images; the end has one, too. */
  ticks(): number[] {
    const ticks: number[] = [];
    for (let at = FIRST_TICK; this.x(at) < 1 - CLEAR_OF_END; at *= TICK_RATIO) ticks.push(at);
    return [...ticks, this.total];
  }

  /** The path of a share over images, as an SVG of 1,000 by 1,000 has it. */
  path(points: readonly CurvePoint[], share: (point: CurvePoint) => number): string {
    return points
      .map((point, index) => `${index === 0 ? 'M' : 'L'}${this.place(point, share)}`)
      .join('');
  }

  /** The area between the share of new digits and that of its own. */
  gap(points: readonly CurvePoint[]): string {
    if (points.length < 2) return '';
    const there = this.path(points, newShare);
    const back = [...points].reverse().map((point) => `L${this.place(point, ownShare)}`);
    return `${there}${back.join('')}Z`;
  }

  private place(point: CurvePoint, share: (point: CurvePoint) => number): string {
    return `${rounded(this.x(point.images))} ${rounded(1 - share(point))}`;
  }
}

/** The share of new digits read right, 0..1. */
export function newShare({ accuracy }: CurvePoint): number {
  return accuracy;
}

/** The share of its own digits read right, 0..1. */
export function ownShare({ ownAccuracy }: CurvePoint): number {
  return ownAccuracy;
}

/** Whether it reads its own digits so much better that it has to be said. */
export function areApart(point: CurvePoint | undefined): boolean {
  return point !== undefined && point.ownAccuracy - point.accuracy >= APART;
}

/** Index of what is nearest to a place on the axis. */
export function nearestTo(place: number, places: readonly number[]): number {
  const distances = places.map((at) => Math.abs(at - place));
  return distances.indexOf(Math.min(...distances));
}

function rounded(share: number): string {
  return (share * UNITS).toFixed(1);
}
