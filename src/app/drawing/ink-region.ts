import { PAD_PEN_WIDTH, strokePath, type InkPoint, type Stroke } from '#model';

/** Width of the line at no pressure, and what full pressure adds, in shares of the pad's pen. */
const LIGHTEST = 0.6;
const PRESSED = 0.8;

/** A part of the pad, pad units. */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Width of a piece of ink, pad units: wider where the pen pressed. */
export function inkWidth(pressure: number): number {
  return PAD_PEN_WIDTH * (LIGHTEST + PRESSED * pressure);
}

/**
 * Where ink comes or goes when one drawing is replaced by another; undefined where nothing does.
 * A stroke that grew is compared piece by piece, so that the region is as small as what the hand just did.
 */
export function changedRegion(
  before: readonly Stroke[],
  after: readonly Stroke[],
): Region | undefined {
  let same = 0;
  while (same < before.length && same < after.length && before[same] === after[same]) same++;
  const old = before.slice(same).map(strokePath);
  const fresh = after.slice(same).map(strokePath);
  const [oldLast, freshFirst] = [old[0], fresh[0]];
  if (old.length === 1 && fresh.length === 1 && oldLast && freshFirst) {
    const shared = sharedPieces(oldLast, freshFirst);
    return regionOf([oldLast.slice(shared), freshFirst.slice(shared)]);
  }
  return regionOf([...old, ...fresh]);
}

/** Whether a straight piece of ink reaches into a region. */
export function reaches(from: InkPoint, to: InkPoint, region: Region): boolean {
  const reach = inkWidth(to.pressure) / 2;
  return (
    Math.max(from.x, to.x) + reach >= region.left &&
    Math.min(from.x, to.x) - reach <= region.right &&
    Math.max(from.y, to.y) + reach >= region.top &&
    Math.min(from.y, to.y) - reach <= region.bottom
  );
}

/** Points up to the last one at which both lines are still the same: their next pieces begin there. */
function sharedPieces(a: readonly InkPoint[], b: readonly InkPoint[]): number {
  let count = 0;
  while (count < a.length && count < b.length && isSame(a[count], b[count])) count++;
  return Math.max(0, count - 1);
}

function isSame(a: InkPoint | undefined, b: InkPoint | undefined): boolean {
  return a?.x === b?.x && a?.y === b?.y && a?.pressure === b?.pressure;
}

function regionOf(paths: readonly (readonly InkPoint[])[]): Region | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const path of paths) {
    path.forEach(({ x, y, pressure }, index) => {
      // A piece is as wide as at its end all along: at its beginning, too.
      const reach = inkWidth(Math.max(pressure, path[index + 1]?.pressure ?? 0)) / 2;
      left = Math.min(left, x - reach);
      top = Math.min(top, y - reach);
      right = Math.max(right, x + reach);
      bottom = Math.max(bottom, y + reach);
    });
  }
  return left <= right ? { left, top, right, bottom } : undefined;
}
