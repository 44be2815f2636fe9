import {
  forEachPiece,
  IMAGE_SIZE,
  lineWidth,
  pathOf,
  type BrushStroke,
  type Drawing,
} from '#model';
import { reaches, type Region } from './ink-region.ts';

/** What ink looks like. */
export interface Palette {
  /** Red, green and blue of ink, 0..255. */
  readonly ink: readonly number[];
  /** Those of the paper, which weak ink lets through. */
  readonly paper: readonly number[];
}

const WHOLE_PAD: Region = { left: 0, top: 0, right: IMAGE_SIZE, bottom: IMAGE_SIZE };

/**
 * Paints a part of the pad anew: the picture, and on it the strokes as ink, joined up, with round ends, as
 * wide and as strong as they are.
 * @param context of a square canvas
 * @param region the whole pad where left out
 */
export function paintInk(
  context: CanvasRenderingContext2D,
  { strokes, raster }: Drawing,
  palette: Palette,
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
  if (raster) {
    const picture = context.canvas.ownerDocument.createElement('canvas');
    paintPixels(picture, raster, palette.ink);
    context.imageSmoothingQuality = 'high';
    context.drawImage(picture, 0, 0, IMAGE_SIZE, IMAGE_SIZE);
  }
  context.lineCap = 'round';
  // Where lines cross, ink does not add up: the stronger stays.
  if (strokes.some(({ brush }) => brush.strength < 1)) context.globalCompositeOperation = 'darken';
  const painted = {
    left: left / scale,
    top: top / scale,
    right: right / scale,
    bottom: bottom / scale,
  };
  for (const stroke of strokes) paintStroke(context, stroke, palette, painted);
  context.restore();
}

/**
 * Paints an image, a pixel of the canvas each, its ink as the colour's opacity.
 * @param image ink 0..1, row-major, `[28][28]`
 * @param colour red, green and blue, 0..255
 */
export function paintPixels(
  canvas: HTMLCanvasElement,
  image: Float32Array,
  colour: readonly number[],
): void {
  if (canvas.width !== IMAGE_SIZE) canvas.width = canvas.height = IMAGE_SIZE;
  // Without a GPU: so few pixels are quicker put there by themselves, and cannot be lost.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return;
  const pixels = context.createImageData(IMAGE_SIZE, IMAGE_SIZE);
  const { data } = pixels;
  const [red = 0, green = 0, blue = 0] = colour;
  for (let index = 0; index < image.length; index++) {
    data[index * 4] = red;
    data[index * 4 + 1] = green;
    data[index * 4 + 2] = blue;
    data[index * 4 + 3] = Math.round((image[index] ?? 0) * 255);
  }
  context.putImageData(pixels, 0, 0);
}

/**
 * The numbers of a computed CSS colour without transparency.
 * @param text such as `rgb(28, 34, 51)`
 */
export function colourOf(text: string): number[] {
  return (text.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
}

function paintStroke(
  context: CanvasRenderingContext2D,
  stroke: BrushStroke,
  { ink, paper }: Palette,
  region: Region,
): void {
  const { brush } = stroke;
  // Opaque, though weak: pieces of a line lie over each other at their ends.
  const mixed = ink.map((part, index) => {
    const behind = paper[index] ?? part;
    return Math.round(behind + (part - behind) * brush.strength);
  });
  context.strokeStyle = context.fillStyle = `rgb(${mixed.join(' ')})`;
  // Piece by piece, each as wide as the pen pressed; one long path shows hairline cracks in its bends
  // (Chromium 156).
  forEachPiece(pathOf(stroke), (from, to) => {
    const width = lineWidth(brush, to.pressure);
    if (!reaches(from, to, width, region)) return;
    context.beginPath();
    if (from.x === to.x && from.y === to.y) {
      // A dot: canvases leave lines of no length out, round ends and all.
      context.arc(to.x, to.y, width / 2, 0, 2 * Math.PI);
      context.fill();
      return;
    }
    context.lineWidth = width;
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
  });
}
