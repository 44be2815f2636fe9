import type { CameraPose } from './camera/camera-pose.ts';
import type { SceneView } from './camera/camera-rig.ts';
import { ComparisonFade } from './comparison-fade.ts';
import type { LayerLayout } from './geometry/network-layout.ts';
import { layerPresence, PresenceFade } from './layer-presence.ts';
import { LensFade } from './lens/lens-fade.ts';
import type { FrameParameters } from './frame-parameters.ts';
import { Teller } from './story/telling.ts';

/** Where the camera is. */
interface Looking {
  readonly pose: CameraPose;
  readonly view: SceneView | undefined;
  readonly isMoving: boolean;
}

/** When a frame is drawn. */
interface Moment {
  readonly nowMs: number;
  /** Time since the last frame of the same motion. */
  readonly stepMs: number;
}

/** What comes and goes in the picture, frame by frame. */
export class SceneFades {
  readonly lens = new LensFade();
  readonly comparison = new ComparisonFade();
  readonly teller = new Teller();
  /** Whether nothing may fade. */
  isMotionReduced = false;
  private readonly presence = new PresenceFade();
  private isFading = false;

  /** Whether the next frame differs from the last one. */
  get isMoving(): boolean {
    return this.isFading || this.teller.isMoving;
  }

  /** What the last frame showed, for a picture of it. */
  get still(): Pick<FrameParameters, 'compared' | 'presence'> {
    return { compared: this.comparison.share, presence: this.presence.values };
  }

  /** How much of each layer the last frame showed, 0 to 1. */
  get layers(): readonly number[] {
    return this.presence.values;
  }

  /** What the next frame shows. */
  step(
    { nowMs, stepMs }: Moment,
    layers: readonly LayerLayout[],
    { pose, view, isMoving }: Looking,
  ): Partial<FrameParameters> {
    const { lens, comparison, teller, isMotionReduced } = this;
    const told = teller.step(nowMs, stepMs, layers.length - 1);
    const presence = this.presence.step(layerPresence(view, layers, pose), stepMs, isMoving);
    const isLensFading = lens.step(stepMs, isMotionReduced);
    this.isFading = comparison.step(stepMs, isMotionReduced) || isLensFading;
    return { ...told, presence, lens, compared: comparison.share };
  }
}
