import type { Rectangle, Size } from '../../../platform/rectangle.ts';
import { composeLight } from './compose-light.ts';

/**
 * Part of the scene as it is on screen.
 * @param area of the scene, CSS pixels
 * @param scale pixels per CSS pixel
 * @returns premultiplied red, green, blue, alpha, the lowest row first; undefined if there is no picture
 */
export type ReadTile = (area: Rectangle, scale: number) => Promise<Uint8Array | undefined>;

/** Pixels that are drawn and read at once, each way: what every GPU has room for, and no frame waits long for. */
export const TILE_SIDE = 1024;

/** A part of a picture, in whole pixels. */
export function tilesOf({ width, height }: Size, side = TILE_SIDE): Rectangle[] {
  const starts = (length: number): number[] =>
    Array.from({ length: Math.ceil(length / side) }, (_, index) => index * side);
  return starts(height).flatMap((top) =>
    starts(width).map((left) => ({
      ...{ left, top },
      width: Math.min(side, width - left),
      height: Math.min(side, height - top),
    })),
  );
}

/**
 * Paints part of the scene over what is on a canvas, which it covers.
 * @param crop the part, CSS pixels of the scene
 * @param scale pixels of the canvas per CSS pixel
 * @returns whether there was a picture
 */
export async function paintScene(
  context: CanvasRenderingContext2D,
  crop: Rectangle,
  scale: number,
  readTile: ReadTile,
): Promise<boolean> {
  for (const { left, top, width, height } of tilesOf(context.canvas)) {
    const area = {
      left: crop.left + left / scale,
      top: crop.top + top / scale,
      width: width / scale,
      height: height / scale,
    };
    const light = await readTile(area, scale);
    if (!light) return false;
    const pixels = context.getImageData(left, top, width, height);
    composeLight(pixels.data, light, pixels);
    context.putImageData(pixels, left, top);
  }
  return true;
}
