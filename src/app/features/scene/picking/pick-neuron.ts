import { focalLength, projector, type CameraPose } from '../camera/camera-pose.ts';
import type { Rectangle } from '../../../platform/rectangle.ts';
import type { LayerLayout, NetworkLayout } from '../geometry/network-layout.ts';
import type { NeuronId } from '#model';

/**
 * The neuron under a pointer: the one whose disc is closest to the point, within the tolerance. Of several discs
 * that contain the point, it is the one closest to the camera.
 * @param presence how much of each layer is shown; those that are not shown at all cannot be picked
 * @param tolerance how many CSS pixels outside a disc still count; more for fingers
 */
export function pickNeuron(
  point: { readonly x: number; readonly y: number },
  layout: NetworkLayout,
  pose: CameraPose,
  freeArea: Rectangle,
  tolerance: number,
  presence: readonly number[] = [],
): NeuronId | undefined {
  let best: NeuronId | undefined;
  let bestDistance = tolerance;
  let bestDepth = Infinity;
  const focal = focalLength(freeArea);
  const project = projector(pose, freeArea);
  layout.layers.forEach((layerLayout, layer) => {
    if (presence[layer] === 0) return;
    for (let neuron = 0; neuron < layerLayout.count; neuron++) {
      const { x, y, depth } = project(positionOf(layout, layerLayout, neuron));
      if (depth <= 0) continue;
      const radius = (layerLayout.radius * focal) / depth;
      // Inside a disc the distance is 0, so that depth decides.
      const distance = Math.max(0, Math.hypot(x - point.x, y - point.y) - radius);
      if (distance > bestDistance || (distance === bestDistance && depth >= bestDepth)) continue;
      best = { layer, neuron };
      bestDistance = distance;
      bestDepth = depth;
    }
  });
  return best;
}

function positionOf(
  { positions }: NetworkLayout,
  layer: LayerLayout,
  neuron: number,
): { x: number; y: number; z: number } {
  const at = (layer.first + neuron) * 3;
  return { x: positions[at] ?? 0, y: positions[at + 1] ?? 0, z: positions[at + 2] ?? 0 };
}

/** How close to a neuron a pointer has to be, CSS pixels. */
export function pickTolerance(pointerType: string): number {
  return pointerType === 'mouse' ? 5 : 16;
}
