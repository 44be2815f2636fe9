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
  for (const stroke of strokes) paintStroke(context, strokePath(stroke));
}

function paintStroke(context: CanvasRenderingContext2D, path: readonly InkPoint[]): void {
  // Piece by piece, each as wide as the pen pressed; one long path shows hairline cracks in its bends
  // (Chromium 156). A dot is a piece of no length: the round caps make it.
  path.forEach((to, index) => {
    const from = path[index - 1] ?? to;
    if (index === 0 && path.length > 1) return;
    context.lineWidth = PAD_PEN_WIDTH * (LIGHTEST + PRESSED * to.pressure);
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
  });
}
