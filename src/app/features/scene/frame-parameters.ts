import type { Rectangle, Size } from '../../platform/rectangle.ts';
import type { CameraPose } from './camera/camera-pose.ts';
import type { ShownLens } from './meshes/lens-uniforms.ts';
import type { FrameLight } from './scene-light.ts';

/** What a frame is drawn with: camera, canvas size and light. */
export interface FrameParameters extends FrameLight {
  readonly pose: CameraPose;
  readonly freeArea: Rectangle;
  readonly viewport: Size;
  readonly pixelRatio: number;
  /** Nearest and farthest depth of the network. */
  readonly depthRange: readonly [near: number, far: number];
  readonly lens?: ShownLens;
  /** How far it is shown what has changed in the first layer's weights, 0 to 1. */
  readonly compared?: number;
}
