import { IMAGE_SIZE, PAD_PEN_WIDTH, strokePath, type InkPoint, type Stroke } from '#model';

/** Width of the line at no pressure, and what full pressure adds, in shares of the pad's pen. */
const LIGHTEST = 0.6;
const PRESSED = 0.8;

/**
 * Paints the strokes as ink over the whole canvas, in its CSS colour: joined up, with round ends, wider
 * where the pen pressed.
 */
export function paintInk(context: CanvasRenderingContext2D, strokes: readonly Stroke[]): void {
  const { canvas } = context;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.scale(canvas.width / IMAGE_SIZE, canvas.height / IMAGE_SIZE);
  context.strokeStyle = getComputedStyle(canvas).color;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const stroke of strokes) paintStroke(context, strokePath(stroke));
}

function paintStroke(context: CanvasRenderingContext2D, path: readonly InkPoint[]): void {
  const [first, ...rest] = path;
  if (!first) return;
  let from = first;
  context.lineWidth = widthAt(first);
  context.beginPath();
  context.moveTo(first.x, first.y);
  // A dot: canvas draws round caps for a line of no length.
  if (rest.length === 0) context.lineTo(first.x, first.y);
  for (const to of rest) {
    if (widthAt(to) !== context.lineWidth) {
      context.stroke();
      context.lineWidth = widthAt(to);
      context.beginPath();
      context.moveTo(from.x, from.y);
    }
    context.lineTo(to.x, to.y);
    from = to;
  }
  context.stroke();
}

/** In 64ths of a pad unit, so that a steady hand's line is one path. */
function widthAt({ pressure }: InkPoint): number {
  return Math.round(PAD_PEN_WIDTH * (LIGHTEST + PRESSED * pressure) * 64) / 64;
}
