import {
  forEachEndPiece,
  forEachSettledPiece,
  IMAGE_SIZE,
  lineWidth,
  type Brush,
  type Drawing,
  type Point,
  type VisitPiece,
} from '#model';
import { paintPixels } from '../../platform/paint-pixels.ts';

/** Colours of ink and paper. */
export interface Palette {
  /** Red, green and blue of ink, 0..255. */
  readonly ink: readonly number[];
  /** Red, green and blue of the paper, which shows through weak ink. */
  readonly paper: readonly number[];
}

/**
 * The colour of a brush's line, for canvases and SVG. Weak ink is mixed with the paper instead of being transparent,
 * because the pieces of a line overlap.
 */
export function inkOnPaper({ strength }: Brush, { ink, paper }: Palette): string {
  const mixed = ink.map((part, index) => {
    const behind = paper[index] ?? part;
    return Math.round(behind + (part - behind) * strength);
  });
  return `rgb(${mixed.join(' ')})`;
}

/**
 * Replaces the content of a canvas by a drawing: its picture, and over it the strokes, with round ends and joins, in
 * their width and strength.
 * @param context of a square canvas
 */
export function paintInk(
  context: CanvasRenderingContext2D,
  drawing: Drawing,
  palette: Palette,
): void {
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  paintPicture(context, drawing, palette);
  paintPieces(context, drawing, palette, (visit) => {
    forEachSettledPiece(drawing, visit);
    forEachEndPiece(drawing, visit);
  });
}

/** Paints a drawing's picture, if it has one, over the whole canvas. */
export function paintPicture(
  context: CanvasRenderingContext2D,
  { raster }: Drawing,
  { ink }: Palette,
): void {
  if (!raster) return;
  const { canvas } = context;
  const picture = canvas.ownerDocument.createElement('canvas');
  paintPixels(picture, raster, ink);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
}

/**
 * Paints some pieces of a drawing's lines.
 * @param pieces calls its argument once per piece
 */
export function paintPieces(
  context: CanvasRenderingContext2D,
  { strokes }: Drawing,
  palette: Palette,
  pieces: (visit: VisitPiece) => void,
): void {
  const scale = context.canvas.width / IMAGE_SIZE;
  context.save();
  context.scale(scale, scale);
  context.lineCap = 'round';
  // Where lines cross, ink does not add up: the stronger one wins.
  if (strokes.some(({ brush }) => brush.strength < 1)) context.globalCompositeOperation = 'darken';
  let held: Brush | undefined;
  pieces((from, to, brush) => {
    if (brush !== held) context.strokeStyle = context.fillStyle = inkOnPaper(brush, palette);
    held = brush;
    paintPiece(context, from, to, lineWidth(brush, to.pressure));
  });
  context.restore();
}

// Piece by piece, because the width follows the pressure, and one long path shows hairline cracks in its bends (Chromium 156).
function paintPiece(
  context: CanvasRenderingContext2D,
  from: Point,
  to: Point,
  width: number,
): void {
  context.beginPath();
  if (from.x === to.x && from.y === to.y) {
    // A dot: canvases draw nothing for a line of length 0, not even its round ends.
    context.arc(to.x, to.y, width / 2, 0, 2 * Math.PI);
    context.fill();
    return;
  }
  context.lineWidth = width;
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.stroke();
}
