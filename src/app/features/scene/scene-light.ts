import type { Rectangle, Size } from '../../platform/rectangle.ts';
import type { NetworkMeshes } from './meshes/network-meshes.ts';
import type { ClipRectangle } from './meshes/pixel-mesh.ts';
import { WAITING_LIGHT, type StoryMoment } from './story/story-at.ts';
import type { SceneFocus } from './story/scene-focus.ts';

/** What decides how bright each part of a frame is. */
export interface FrameLight {
  /** How much of each layer is shown, 0 to 1; all of it by default. */
  readonly presence?: readonly number[];
  /** The story that is being told; undefined without one. */
  readonly story?: StoryMoment | undefined;
  /** Where the paper is, from which pixels fly; CSS pixels of the canvas. */
  readonly paper?: Rectangle | undefined;
  /** What a sentence speaks of; undefined if everything is shown. */
  readonly focus?: SceneFocus | undefined;
}

/**
 * Sets how bright each mesh of the next frame is.
 * @param opacities per layer: less than 1 if it is not connected to the picked neuron
 * @param isPicked whether there is a picked neuron, whose connections stay: they are what it was picked for
 */
export function setLight(
  { pixels, connections, neurons }: NetworkMeshes,
  { presence, story, paper, focus }: FrameLight,
  opacities: readonly number[],
  isPicked: boolean,
  viewport: Size,
): void {
  const waitingLight = story ? 1 - (1 - WAITING_LIGHT) * story.dusk : 1;
  const presenceOf = (layer: number): number =>
    (presence?.[layer] ?? 1) * (focus?.layers[layer] ?? 1);
  pixels.setLayerOpacity((opacities[0] ?? 1) * presenceOf(0));
  pixels.setFlight(story?.rise, waitingLight, paper && clipRectangleOf(paper, viewport));
  connections.forEach((mesh, index) => {
    const ends = Math.min(presence?.[index] ?? 1, presence?.[index + 1] ?? 1);
    mesh.setPresence(isPicked ? 1 : ends * (focus?.connections[index] ?? 1));
    mesh.setWave(story && story.passed - index, waitingLight);
    const isLast = index === connections.length - 1;
    mesh.setFocus(focus?.leastRelevance[index + 1] ?? 0, isLast ? (focus?.votes ?? []) : []);
  });
  neurons.forEach((mesh, index) => {
    mesh.setLayerOpacity(opacities[index + 1] ?? 1);
    mesh.setPresence(presenceOf(index + 1));
    mesh.setWave(story && story.passed - index - 1, waitingLight, story?.growth[index] ?? 1);
    mesh.setBloom(Math.min(story?.bloom ?? 1, focus?.bloom ?? 1));
    mesh.setLeastRelevance(focus?.leastRelevance[index + 1] ?? 0);
  });
}

/** Undefined for what has no area: a paper that is folded away. */
function clipRectangleOf(
  { left, top, width, height }: Rectangle,
  viewport: Size,
): ClipRectangle | undefined {
  if (width <= 0 || height <= 0) return undefined;
  const [unitX, unitY] = [2 / viewport.width, 2 / viewport.height];
  return [left * unitX - 1, 1 - (top + height) * unitY, width * unitX, height * unitY];
}
