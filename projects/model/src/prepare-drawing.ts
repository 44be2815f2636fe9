import { DrawingImages } from './drawing-images.ts';
import type { Drawing } from './drawing.ts';

/**
 * The input image of the network for a drawing: fitted and centred like strokes in `prepareInput` and pictures in
 * `prepareImage`. All lines get the network's own pen, whatever their brush.
 * @returns ink 0..1, row-major, `[28][28]`; all zero when nothing is drawn
 */
export function prepareDrawing(drawing: Drawing): Float32Array {
  return new DrawingImages().prepare(drawing);
}
