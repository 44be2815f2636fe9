import { IMAGE_SIZE } from '#model';

/** Copied when it is put, so that one does for all: a hundred pictures may be painted in a frame. */
let painted: ImageData | undefined;

/**
 * Paints an image, one canvas pixel per image pixel, its intensity as the opacity of the colour.
 * @param image pixel intensities, row-major, `[28][28]`: 0..1, or 0..255 in bytes
 * @param colour red, green and blue, 0..255
 */
export function paintPixels(
  canvas: HTMLCanvasElement,
  image: Float32Array | Uint8Array,
  colour: readonly number[],
): void {
  if (canvas.width !== IMAGE_SIZE) canvas.width = canvas.height = IMAGE_SIZE;
  // On the CPU: so few pixels are written faster there, and cannot be lost with a GPU.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return;
  painted ??= new ImageData(IMAGE_SIZE, IMAGE_SIZE);
  const { data } = painted;
  const [red = 0, green = 0, blue = 0] = colour;
  const full = image instanceof Uint8Array ? 1 : 255;
  for (let index = 0; index < image.length; index++) {
    data[index * 4] = red;
    data[index * 4 + 1] = green;
    data[index * 4 + 2] = blue;
    data[index * 4 + 3] = Math.round((image[index] ?? 0) * full);
  }
  context.putImageData(painted, 0, 0);
}
