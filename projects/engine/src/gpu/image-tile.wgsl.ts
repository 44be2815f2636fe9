import type { ImageTile } from './gpu-plan.ts';

/** WGSL's types for a number of every image of a tile. */
export const IMAGE_TYPES: Record<ImageTile, { values: string; numbers: string }> = {
  1: { values: 'f32', numbers: 'u32' },
  2: { values: 'vec2f', numbers: 'vec2u' },
  4: { values: 'vec4f', numbers: 'vec4u' },
};

/** The images of a tile, and how WGSL names their members of `Values`. */
export function imagesOf(imageTile: ImageTile): { number: number; member: string }[] {
  return ['x', 'y', 'z', 'w'].slice(0, imageTile).map((name, number) => ({
    number,
    member: imageTile === 1 ? '' : `.${name}`,
  }));
}
