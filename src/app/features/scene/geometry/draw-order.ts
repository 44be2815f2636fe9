import type { LayerLayout } from './network-layout.ts';
import { addScaled, dot, type Vector } from './vector.ts';

/**
 * Whether the last column and the last row of a grid are the farthest away.
 * @param back unit vector from what the camera looks at to the camera
 */
export function isLastFarthest(
  { right, up }: Pick<LayerLayout, 'right' | 'up'>,
  back: Vector,
): readonly [column: boolean, row: boolean] {
  // A row's index grows downwards.
  return [dot(right, back) < 0, dot(up, back) > 0];
}

/**
 * Indices of layers from the farthest to the nearest, so that each may be drawn over those before it. The layers
 * stand in a row; between two neighbours a plane is imagined, and the one on the camera's side is the nearer.
 * @param layers from input to output
 * @param eye where the camera is
 */
export function farthestFirst(
  layers: readonly Pick<LayerLayout, 'centre' | 'normal'>[],
  eye: Vector,
): number[] {
  const isBehind = (before: number): boolean => {
    const [a, b] = [layers[before], layers[before + 1]];
    if (!a || !b) return false;
    const normal = addScaled(a.normal, b.normal, 1);
    const fromMiddle = addScaled(addScaled(eye, a.centre, -0.5), b.centre, -0.5);
    return dot(normal, fromMiddle) < 0;
  };
  // The layer that the camera is at: it has passed the planes before it.
  let nearest = 0;
  while (isBehind(nearest)) nearest++;
  const indices = layers.map((_, index) => index);
  return [...indices.slice(0, nearest), ...indices.slice(nearest).reverse()];
}
