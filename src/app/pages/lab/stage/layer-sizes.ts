import { LAYER_LIMITS } from '../../../network/lab/shared/lab-controls.ts';

const { least, most, layers: MOST_LAYERS } = LAYER_LIMITS;
/** A layer that has just been added. */
const NEW_LAYER = 16;

/** Whether there may be one more layer. */
export function hasRoomForLayer(sizes: readonly number[]): boolean {
  return sizes.length < MOST_LAYERS;
}

/** The layers with a small one before one of them, or behind the last. */
export function withLayer(sizes: readonly number[], before: number): readonly number[] {
  return hasRoomForLayer(sizes) ? sizes.toSpliced(before, 0, NEW_LAYER) : sizes;
}

/** The layers with half as many neurons in one of them; one of the least size goes. */
export function withHalf(sizes: readonly number[], layer: number): readonly number[] {
  const size = sizes[layer] ?? least;
  if (size <= least) return sizes.toSpliced(layer, 1);
  return sizes.with(layer, Math.max(least, Math.floor(size / 2)));
}

/** The layers with twice as many neurons in one of them, up to the most. */
export function withTwice(sizes: readonly number[], layer: number): readonly number[] {
  return sizes.with(layer, Math.min(most, (sizes[layer] ?? least) * 2));
}

/** The layers with a size that somebody typed, or the nearest that is allowed; unchanged if it is no number. */
export function withTyped(
  sizes: readonly number[],
  layer: number,
  text: string,
): readonly number[] {
  const size = Math.round(Number(text.trim().replace(',', '.')));
  if (text.trim() === '' || !Number.isFinite(size)) return sizes;
  return sizes.with(layer, Math.min(most, Math.max(least, size)));
}
