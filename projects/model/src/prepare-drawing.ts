import { DrawingImages } from './drawing-images.ts';
import type { Drawing } from './drawing.ts';

/**
 * The image that the network sees of a drawing: fitted and centred as `prepareInput` does with strokes and
 * `prepareImage` with a picture. All lines have the network's own pen, whatever brush drew them.
 * @returns ink 0..1, row-major, `[28][28]`; all zero when nothing is drawn
 */
export function prepareDrawing(drawing: Drawing): Float32Array {
  return new DrawingImages().prepare(drawing);
}
