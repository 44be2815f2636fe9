import { forEachPiece, IMAGE_SIZE, lineWidth, pathOf, type Drawing, type Point } from '#model';
import { paintInk, type Palette } from '../paint-ink.ts';

/** Difference of a pixel from one painted in one go that counts as lost, of 255. */
const LEAST_LOSS = 8;

/**
 * Counts the pixels of a canvas that differ by more than 8 of 255 from the same drawing painted in one go. Pixels at
 * the edge of a stroke do not count: how edges are antialiased depends on what is painted together.
 */
export function lostPixels(canvas: HTMLCanvasElement, drawing: Drawing, palette: Palette): number {
  const size = canvas.width;
  const whole = contextOf(canvas, size);
  paintInk(whole, drawing, palette);
  const [expected, found] = [whole.canvas, canvas].map((painted) => {
    // Copied first: after getImageData a canvas is no longer painted by the GPU.
    const copy = contextOf(canvas, size, { willReadFrequently: true });
    copy.drawImage(painted, 0, 0);
    return copy.getImageData(0, 0, size, size).data;
  });
  if (!expected || !found) return NaN;
  let lost = 0;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (differs(expected, found, 4 * (y * size + x)) && !isAtEdge(drawing, x, y, size)) lost++;
    }
  }
  return lost;
}

/** Whether a pixel is at most one pixel away from the edge of a stroke. */
function isAtEdge({ strokes }: Drawing, x: number, y: number, size: number): boolean {
  const unit = size / IMAGE_SIZE;
  const pixel = { x: (x + 0.5) / unit, y: (y + 0.5) / unit };
  return strokes.some((stroke) => {
    let depth = -Infinity;
    forEachPiece(pathOf(stroke), (from, to) => {
      const reach = lineWidth(stroke.brush, to.pressure) / 2;
      depth = Math.max(depth, reach - distanceTo(pixel, from, to));
    });
    return Math.abs(depth) * unit <= 1;
  });
}

/** Distance from a point to a line segment. */
function distanceTo(point: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / length;
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - from.x - t * dx, point.y - from.y - t * dy);
}

/** Whether a pixel differs, as it looks on white paper. */
function differs(a: Uint8ClampedArray, b: Uint8ClampedArray, at: number): boolean {
  const inkOf = (data: Uint8ClampedArray): number =>
    ((255 - (data[at] ?? NaN)) * (data[at + 3] ?? NaN)) / 255;
  return Math.abs(inkOf(a) - inkOf(b)) > LEAST_LOSS;
}

function contextOf(
  { ownerDocument }: HTMLCanvasElement,
  size: number,
  settings?: CanvasRenderingContext2DSettings,
): CanvasRenderingContext2D {
  const canvas = ownerDocument.createElement('canvas');
  canvas.width = canvas.height = size;
  const context = canvas.getContext('2d', settings);
  if (!context) throw new Error('expected a 2D context, found none');
  return context;
}
