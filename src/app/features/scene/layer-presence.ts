import { cameraAxes, type CameraPose } from './camera/camera-pose.ts';
import type { SceneView } from './camera/camera-rig.ts';
import type { LayerLayout } from './geometry/network-layout.ts';
import { addScaled, dot } from './geometry/vector.ts';

/** How much is left of the other layers while one is looked at. */
const OTHERS = 0.08;
/** Layers nearer than this, as a share of the distance to the one that is looked at, would lie over everything. */
const NEAREST = 0.6;
/** Time in which a difference falls to a third, in milliseconds. */
const FADE_MS = 80;

/**
 * How much of each layer is shown, 0 to 1: all of them, unless a prepared view looks at one. Then that one is shown, and
 * the others only hinted at or, between the camera and that layer, not at all.
 * @param view the prepared view; undefined once someone has moved the camera
 */
export function layerPresence(
  view: SceneView | undefined,
  layers: readonly LayerLayout[],
  pose: CameraPose,
): number[] {
  const shown = typeof view === 'object' ? layers[view.layer] : undefined;
  if (!shown) return layers.map(() => 1);
  const { back } = cameraAxes(pose);
  const depthOf = ({ centre }: LayerLayout): number =>
    pose.distance - dot(back, addScaled(centre, pose.target, -1));
  const nearest = depthOf(shown) * NEAREST;
  return layers.map((layer) => {
    if (layer === shown) return 1;
    return depthOf(layer) < nearest ? 0 : OTHERS;
  });
}

/** The presence of each layer from frame to frame: while the camera moves, it follows softly. */
export class PresenceFade {
  private current: readonly number[] = [];

  /** How much of each layer the last frame showed, 0 to 1. */
  get values(): readonly number[] {
    return this.current;
  }

  /** @param isMoving whether the camera moves; when it stands, nothing is left to fade */
  step(wanted: readonly number[], stepMs: number, isMoving: boolean): readonly number[] {
    const isSoft = isMoving && wanted.length === this.current.length;
    const share = isSoft ? 1 - Math.exp(-stepMs / FADE_MS) : 1;
    this.current = wanted.map((goal, layer) => {
      const from = this.current[layer] ?? goal;
      return from + (goal - from) * share;
    });
    return this.current;
  }
}
