import type { Point } from './stroke.ts';

/** Width and height of the network's image in pixels. */
export const IMAGE_SIZE = 28;
/** Pixels over which ink fades at its edge, about as many as in MNIST (`npm run bench -- ink`). */
const EDGE = 1.1;

/**
 * Draws lines with a round pen, antialiased; where lines cross, ink does not add up. The bits are the same on every
 * machine (no `Math.hypot`, which differs between engines), because networks are also trained on drawings.
 * @param paths lines in pixels, (0, 0) is the upper left corner of the image; one point is a dot
 * @param penWidth pixels from half ink to half ink
 * @returns ink 0..1, row-major, `[28][28]`
 */
export function drawInk(paths: readonly (readonly Point[])[], penWidth: number): Float32Array {
  const image = new Float32Array(IMAGE_SIZE * IMAGE_SIZE);
  for (const path of paths) {
    path.forEach((to, index) => {
      drawSegment(image, path[Math.max(0, index - 1)] ?? to, to, penWidth / 2);
    });
  }
  return image;
}

/** Centre of mass of the ink in pixels; undefined without ink. */
export function centreOfMass(image: Float32Array): Point | undefined {
  let [mass, x, y] = [0, 0, 0];
  image.forEach((ink, index) => {
    mass += ink;
    x += ink * ((index % IMAGE_SIZE) + 0.5);
    y += ink * (Math.floor(index / IMAGE_SIZE) + 0.5);
  });
  return mass === 0 ? undefined : { x: x / mass, y: y / mass };
}

/**
 * Draws a straight piece of a line with round ends into an image; stronger ink stays.
 * @param image row-major, `[28][28]`, changed in place
 * @param radius pixels from the middle of the line to half ink
 * @param strength of the ink, 0..1
 */
export function drawSegment(
  image: Float32Array,
  from: Point,
  to: Point,
  radius: number,
  strength = 1,
): void {
  const reach = radius + EDGE / 2;
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const squaredLength = dx * dx + dy * dy;
  const firstRow = pixelAt(Math.min(from.y, to.y) - reach);
  const lastRow = pixelAt(Math.max(from.y, to.y) + reach);
  const firstColumn = pixelAt(Math.min(from.x, to.x) - reach);
  const lastColumn = pixelAt(Math.max(from.x, to.x) + reach);
  for (let row = firstRow; row <= lastRow; row++) {
    for (let column = firstColumn; column <= lastColumn; column++) {
      const [x, y] = [column + 0.5 - from.x, row + 0.5 - from.y];
      const along = squaredLength === 0 ? 0 : (x * dx + y * dy) / squaredLength;
      const t = Math.min(1, Math.max(0, along));
      const [offX, offY] = [x - t * dx, y - t * dy];
      const distance = Math.sqrt(offX * offX + offY * offY);
      const ink = strength * Math.min(1, Math.max(0, (reach - distance) / EDGE));
      const index = row * IMAGE_SIZE + column;
      if (ink > (image[index] ?? 0)) image[index] = ink;
    }
  }
}

/** The index of the pixel at a coordinate, or of the nearest one. */
function pixelAt(coordinate: number): number {
  return Math.min(IMAGE_SIZE - 1, Math.max(0, Math.floor(coordinate)));
}
