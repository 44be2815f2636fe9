import type { EnginePage } from './engine-page.ts';
import type { Box } from './engine-place.ts';

/** Red, green, blue and alpha of an area of a page as it is on screen, 0..255, row-major. */
export async function pixelsOf(page: EnginePage, box: Box): Promise<Buffer> {
  const png = (await page.screenshot()).toString('base64');
  // As text: drivers take seconds for as many numbers.
  const text = await page.evaluate(
    async ({ png, box }) => {
      const bytes = Uint8Array.from(atob(png), (character) => character.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
      const context = canvas.getContext('2d');
      context?.drawImage(bitmap, 0, 0);
      const [x, y] = [Math.floor(box.x), Math.floor(box.y)];
      const [width, height] = [Math.ceil(box.width), Math.ceil(box.height)];
      const { data } = context?.getImageData(x, y, width, height) ?? { data: [] };
      return Array.from(data, (value) => String.fromCharCode(value)).join('');
    },
    { png, box },
  );
  return Buffer.from(text, 'latin1');
}

/** The mean brightness of that area, 0..255. */
export async function brightnessOf(page: EnginePage, box: Box): Promise<number> {
  const colours = Array.from(await pixelsOf(page, box)).filter((_, at) => at % 4 < 3);
  return colours.reduce((sum, value) => sum + value, 0) / colours.length;
}
