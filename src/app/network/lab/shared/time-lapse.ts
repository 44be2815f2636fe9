/** Each doubling of images takes so long at time-lapse, and so do the first 64. */
const DOUBLING_MS = 1000;
export const FIRST_IMAGES = 64;

/** Images at time-lapse, so many milliseconds after there were `images`: doubled each second, at first 64 more. */
export function timeLapse(images: number, elapsedMs: number): number {
  const left = Math.max(0, FIRST_IMAGES - images);
  const linearMs = (left / FIRST_IMAGES) * DOUBLING_MS;
  if (elapsedMs <= linearMs) return images + (elapsedMs / DOUBLING_MS) * FIRST_IMAGES;
  return Math.max(FIRST_IMAGES, images) * 2 ** ((elapsedMs - linearMs) / DOUBLING_MS);
}

/**
 * How many seconds time-lapse takes to the end.
 * @returns undefined if it has no end
 */
export function timeLapseSeconds(totalImages: number | undefined): number | undefined {
  if (totalImages === undefined) return undefined;
  const doublings = Math.log2(totalImages / FIRST_IMAGES);
  return Math.max(1, Math.round(((1 + doublings) * DOUBLING_MS) / 1000));
}
