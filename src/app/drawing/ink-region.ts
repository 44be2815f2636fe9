import {
  forEachPiece,
  lineWidth,
  pathOf,
  type Brush,
  type BrushStroke,
  type InkPoint,
} from '#model';

/** A part of the pad, pad units. */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A line, and the brush that drew it. */
interface InkPath {
  readonly path: readonly InkPoint[];
  readonly brush: Brush;
}

/**
 * Where ink comes or goes when some strokes are replaced by others; undefined where nothing does.
 * A stroke that grew is compared piece by piece, so that the region is as small as what the hand just did.
 */
export function changedRegion(
  before: readonly BrushStroke[],
  after: readonly BrushStroke[],
): Region | undefined {
  let same = 0;
  while (same < before.length && same < after.length && before[same] === after[same]) same++;
  const old = before.slice(same).map(inkPath);
  const fresh = after.slice(same).map(inkPath);
  const [oldLast, freshFirst] = [old[0], fresh[0]];
  if (old.length === 1 && fresh.length === 1 && oldLast && freshFirst) {
    const isSameBrush = before[same]?.brush === after[same]?.brush;
    const shared = isSameBrush ? sharedPieces(oldLast.path, freshFirst.path) : 0;
    return regionOf([oldLast, freshFirst].map((ink) => ({ ...ink, path: ink.path.slice(shared) })));
  }
  return regionOf([...old, ...fresh]);
}

/** Whether a straight piece of ink of some width reaches into a region. */
export function reaches(from: InkPoint, to: InkPoint, width: number, region: Region): boolean {
  const reach = width / 2;
  return (
    Math.max(from.x, to.x) + reach >= region.left &&
    Math.min(from.x, to.x) - reach <= region.right &&
    Math.max(from.y, to.y) + reach >= region.top &&
    Math.min(from.y, to.y) - reach <= region.bottom
  );
}

function inkPath(stroke: BrushStroke): InkPath {
  return { path: pathOf(stroke), brush: stroke.brush };
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

function regionOf(inks: readonly InkPath[]): Region | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { path, brush } of inks) {
    forEachPiece(path, (from, to) => {
      const reach = lineWidth(brush, to.pressure) / 2;
      left = Math.min(left, from.x - reach, to.x - reach);
      top = Math.min(top, from.y - reach, to.y - reach);
      right = Math.max(right, from.x + reach, to.x + reach);
      bottom = Math.max(bottom, from.y + reach, to.y + reach);
    });
  }
  return left <= right ? { left, top, right, bottom } : undefined;
}
