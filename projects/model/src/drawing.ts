import { drawSegment, IMAGE_SIZE } from './ink.ts';
import { PAD_PEN_WIDTH } from './prepare-input.ts';
import { LineGrowth, lineThrough, placesOf, type InkPoint, type Line } from './stroke.ts';

/** The look of a line on paper. */
export interface Brush {
  /** Width at the pressure of a mouse, in pad units, which are pixels of an unprepared image. */
  readonly size: number;
  /** Strength of the ink, 0..1. */
  readonly strength: number;
}

/** The brush closest to the network's own pen. */
export const DEFAULT_BRUSH: Brush = { size: PAD_PEN_WIDTH, strength: 1 };

/** A line on paper. */
export interface BrushStroke {
  readonly points: readonly InkPoint[];
  readonly brush: Brush;
  /** Whether an eraser has cut it: then it goes straight from point to point. */
  readonly isCut?: true;
}

/** The content of the paper. Values are replaced, never mutated. */
export interface Drawing {
  readonly strokes: readonly BrushStroke[];
  /** A picture under the strokes: ink 0..1, row-major, `[28][28]`, one pixel per pad unit. */
  readonly raster?: Float32Array;
}

/** An empty sheet. */
export const BLANK_DRAWING: Drawing = { strokes: [] };

/** Shared by all versions of a growing stroke, each of which knows how much of it is its own. */
interface Growth {
  readonly points: InkPoint[];
  readonly line: LineGrowth;
}

/** A stroke at the length that it had at some moment. */
interface Version {
  readonly growth: Growth;
  readonly count: number;
  readonly line: Line;
}

const versions = new WeakMap<BrushStroke, Version>();
const lines = new WeakMap<readonly InkPoint[], Line>();
const paths = new WeakMap<BrushStroke, readonly InkPoint[]>();

/** Width without pressure, and the increase at full pressure, as shares of the brush's size. */
const LIGHTEST = 0.6;
const PRESSED = 0.8;

/** Width of a piece of a line, in pad units: it grows with pressure, and is the brush's size at 0.5. */
export function lineWidth({ size }: Brush, pressure: number): number {
  const share = pressure >= 0 ? Math.min(1, pressure) : 0; // Some pens report no number.
  return size * (LIGHTEST + PRESSED * share);
}

/**
 * A stroke with more points. The cost depends only on those points, not on the length of the stroke; the original
 * stays unchanged.
 */
export function growStroke(stroke: BrushStroke, points: readonly InkPoint[]): BrushStroke {
  if (stroke.isCut) return { ...stroke, points: [...stroke.points, ...points] };
  const { growth } = newestVersion(stroke);
  for (const point of points) {
    growth.points.push(point);
    growth.line.add(point);
  }
  const count = growth.points.length;
  let own: readonly InkPoint[] | undefined;
  const longer: BrushStroke = {
    get points() {
      return (own ??= growth.points.slice(0, count));
    },
    brush: stroke.brush,
  };
  versions.set(longer, { growth, count, line: growth.line.line() });
  return longer;
}

/** The points that a stroke has gained since an earlier one; undefined if it did not grow from that one. */
export function grownBy(before: BrushStroke, after: BrushStroke): readonly InkPoint[] | undefined {
  const [from, to] = [versions.get(before), versions.get(after)];
  if (!from || from.growth !== to?.growth || from.count > to.count) return undefined;
  return to.growth.points.slice(from.count, to.count);
}

/** The line of a stroke. */
export function lineOf(stroke: BrushStroke): Line {
  const version = versions.get(stroke);
  if (version) return version.line;
  const { points, isCut } = stroke;
  if (isCut) return { settled: points, settledCount: points.length, end: [] };
  let line = lines.get(points);
  if (!line) {
    line = lineThrough(points);
    lines.set(points, line);
  }
  return line;
}

/** The same as a list: each straight piece has the width of its end. */
export function pathOf(stroke: BrushStroke): readonly InkPoint[] {
  if (stroke.isCut) return stroke.points;
  let path = paths.get(stroke);
  if (!path) {
    path = placesOf(lineOf(stroke));
    paths.set(stroke, path);
  }
  return path;
}

/** Whether there is nothing on the paper. */
export function isBlankDrawing({ strokes, raster }: Drawing): boolean {
  return strokes.length === 0 && raster === undefined;
}

/**
 * The paper as it is, neither fitted nor centred. Each line has its own width and strength; the stronger ink wins
 * where they cross.
 * @returns ink 0..1, row-major, `[28][28]`
 */
export function renderDrawing({ strokes, raster }: Drawing): Float32Array {
  const image = raster?.slice() ?? new Float32Array(IMAGE_SIZE * IMAGE_SIZE);
  for (const stroke of strokes) {
    const { brush } = stroke;
    forEachPiece(pathOf(stroke), (from, to) => {
      drawSegment(image, from, to, lineWidth(brush, to.pressure) / 2, brush.strength);
    });
  }
  return image;
}

/** Visits a line piece by piece; a dot is one piece of no length. */
export function forEachPiece(
  path: readonly InkPoint[],
  visit: (from: InkPoint, to: InkPoint) => void,
): void {
  path.forEach((to, index) => {
    if (index > 0 || path.length === 1) visit(path[index - 1] ?? to, to);
  });
}

/** A version that can grow: the stroke itself, unless another version has already grown from it. */
function newestVersion(stroke: BrushStroke): Version {
  const known = versions.get(stroke);
  if (known && known.count === known.growth.points.length) return known;
  const growth: Growth = { points: [], line: new LineGrowth() };
  for (const point of stroke.points) {
    growth.points.push(point);
    growth.line.add(point);
  }
  const version: Version = { growth, count: growth.points.length, line: growth.line.line() };
  // A branch leaves the shared points to the stroke that grew first.
  if (!known) versions.set(stroke, version);
  return version;
}
