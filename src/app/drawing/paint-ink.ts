import { IMAGE_SIZE, strokePath, type InkPoint, type Stroke } from '#model';
import { inkWidth, reaches, type Region } from './ink-region';

const WHOLE_PAD: Region = { left: 0, top: 0, right: IMAGE_SIZE, bottom: IMAGE_SIZE };

/**
 * Paints a part of the pad anew: the strokes as ink, joined up, with round ends, wider where the pen pressed.
 * @param context of a square canvas
 * @param colour CSS
 * @param region the whole pad where left out
 */
export function paintInk(
  context: CanvasRenderingContext2D,
  strokes: readonly Stroke[],
  colour: string,
  region = WHOLE_PAD,
): void {
  const scale = context.canvas.width / IMAGE_SIZE;
  // Whole pixels and one more: what lies at the edge of a part looks as if all had been painted.
  const left = Math.floor(region.left * scale) - 1;
  const top = Math.floor(region.top * scale) - 1;
  const right = Math.ceil(region.right * scale) + 1;
  const bottom = Math.ceil(region.bottom * scale) + 1;
  context.save();
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.clip();
  context.clearRect(left, top, right - left, bottom - top);
  context.scale(scale, scale);
  context.strokeStyle = colour;
  context.lineCap = 'round';
  const painted = {
    left: left / scale,
    top: top / scale,
    right: right / scale,
    bottom: bottom / scale,
  };
  for (const stroke of strokes) paintStroke(context, strokePath(stroke), painted);
  context.restore();
}

function paintStroke(
  context: CanvasRenderingContext2D,
  path: readonly InkPoint[],
  region: Region,
): void {
  // Piece by piece, each as wide as the pen pressed; one long path shows hairline cracks in its bends
  // (Chromium 156). A dot is a piece of no length: the round caps make it.
  path.forEach((to, index) => {
    const from = path[index - 1] ?? to;
    if ((index === 0 && path.length > 1) || !reaches(from, to, region)) return;
    context.lineWidth = inkWidth(to.pressure);
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
  });
}
