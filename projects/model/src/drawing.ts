import { drawSegment, IMAGE_SIZE } from './ink.ts';
import { PAD_PEN_WIDTH } from './prepare-input.ts';
import { strokePath, type InkPoint } from './stroke.ts';

/** What a line on paper looks like. */
export interface Brush {
  /** Width at the pressure of a mouse, in pad units, which are pixels of an image that is not prepared. */
  readonly size: number;
  /** Of the ink, 0..1. */
  readonly strength: number;
}

/** The pen that the network's own is nearest to. */
export const DEFAULT_BRUSH: Brush = { size: PAD_PEN_WIDTH, strength: 1 };

/** A line on paper. */
export interface BrushStroke {
  readonly points: readonly InkPoint[];
  readonly brush: Brush;
  /** It is what an eraser left: from point to point it goes straight. */
  readonly isCut?: true;
}

/** What is on the paper. Values are replaced, never mutated. */
export interface Drawing {
  readonly strokes: readonly BrushStroke[];
  /** A picture under the strokes: ink 0..1, row-major, `[28][28]`, a pixel a pad unit. */
  readonly raster?: Float32Array;
}

/** An empty sheet. */
export const BLANK_DRAWING: Drawing = { strokes: [] };

/** Width of the line at no pressure, and what full pressure adds, in shares of the brush's size. */
const LIGHTEST = 0.6;
const PRESSED = 0.8;

/** Width of a piece of a line, in pad units: wider where the pen pressed, the brush's size at 0.5. */
export function lineWidth({ size }: Brush, pressure: number): number {
  const share = pressure >= 0 ? Math.min(1, pressure) : 0; // Also where a pen tells no number.
  return size * (LIGHTEST + PRESSED * share);
}

/** The line that a stroke stands for, in straight pieces: the width of each is its end's. */
export function pathOf({ points, isCut }: BrushStroke): readonly InkPoint[] {
  return isCut ? points : strokePath(points);
}

/** Whether there is nothing on the paper. */
export function isBlankDrawing({ strokes, raster }: Drawing): boolean {
  return strokes.length === 0 && raster === undefined;
}

/**
 * The paper as it stands, neither fitted nor centred: each line as wide and as strong as it is, and where
 * they cross the stronger ink.
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

/** Goes along a line piece by piece; a dot is one piece of no length. */
export function forEachPiece(
  path: readonly InkPoint[],
  visit: (from: InkPoint, to: InkPoint) => void,
): void {
  path.forEach((to, index) => {
    if (index > 0 || path.length === 1) visit(path[index - 1] ?? to, to);
  });
}
