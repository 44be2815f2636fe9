import { pathOf, type Drawing } from './drawing.ts';
import { centreOfMass, drawSegment, IMAGE_SIZE } from './ink.ts';
import { inkBox, prepareImage, resampled } from './prepare-image.ts';
import {
  BOX_SIZE,
  boxOf,
  PAD_PEN_WIDTH,
  PEN_WIDTH,
  preparePaths,
  shiftOf,
  SMALLEST_EXTENT,
} from './prepare-input.ts';
import type { Point } from './stroke.ts';

/**
 * The image that the network sees of a drawing: fitted and centred as `prepareInput` does with strokes and
 * `prepareImage` with a picture. All lines have the network's own pen, whatever brush drew them.
 * @returns ink 0..1, row-major, `[28][28]`; all zero when nothing is drawn
 */
export function prepareDrawing(drawing: Drawing): Float32Array {
  const { strokes, raster } = drawing;
  const paths = strokes.map(pathOf).filter((path) => path.length > 0);
  if (!raster) return preparePaths(paths);
  return paths.length === 0 ? prepareImage(raster) : prepareTogether(paths, raster);
}

/** Lines over a picture: one box around the ink of both. */
function prepareTogether(paths: readonly (readonly Point[])[], raster: Float32Array): Float32Array {
  const picture = inkBox(raster, IMAGE_SIZE);
  if (!picture) return preparePaths(paths);
  const lines = boxOf(paths.flat());
  const half = PAD_PEN_WIDTH / 2;
  const left = Math.min(picture.left, lines.left - half);
  const right = Math.max(picture.right, lines.right + half);
  const top = Math.min(picture.top, lines.top - half);
  const bottom = Math.max(picture.bottom, lines.bottom + half);
  const scale = BOX_SIZE / Math.max(right - left, bottom - top, SMALLEST_EXTENT);
  const from: Point = { x: (left + right) / 2, y: (top + bottom) / 2 };
  const draw = (to: Point): Float32Array => {
    const image = resampled(raster, IMAGE_SIZE, { scale, from, to });
    const place = ({ x, y }: Point): Point => ({
      x: (x - from.x) * scale + to.x,
      y: (y - from.y) * scale + to.y,
    });
    for (const path of paths) {
      const placed = path.map(place);
      placed.forEach((end, index) => {
        drawSegment(image, placed[index - 1] ?? end, end, PEN_WIDTH / 2);
      });
    }
    return image;
  };
  const middle: Point = { x: IMAGE_SIZE / 2, y: IMAGE_SIZE / 2 };
  const mass = centreOfMass(draw(middle)) ?? middle;
  return draw({ x: middle.x + shiftOf(mass.x), y: middle.y + shiftOf(mass.y) });
}
