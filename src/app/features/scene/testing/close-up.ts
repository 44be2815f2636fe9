import { activeSources } from '#model';
import { projector, type CameraPose } from '../camera/camera-pose.ts';
import { layoutNetwork, type LayerLayout, type NetworkLayout } from '../geometry/network-layout.ts';
import type { Vector } from '../geometry/vector.ts';
import { paletteOf, type Palette } from '../meshes/palette.ts';
import { DEFAULT_SCENE_OPTIONS } from '../meshes/scene-options.ts';
import type { FrameParameters } from '../frame-parameters.ts';
import { SceneRenderer } from '../scene-renderer.ts';
import { meterOf, type GlMeter } from './gl-meter.ts';

const VIEWPORT = { width: 300, height: 300 };
const FREE_AREA = { left: 0, top: 0, ...VIEWPORT };
const [WARM, COOL] = [
  [1, 0.77, 0.42],
  [0.31, 0.82, 1],
] as const;

/** A renderer of a spec, looked at from near, and the colours of single pixels of its picture. */
export class CloseUp {
  readonly palette: Palette = paletteOf('dark', (name) => (name === '--cool' ? COOL : WARM));
  readonly renderer: SceneRenderer;
  readonly meter: GlMeter;

  private readonly gl: WebGL2RenderingContext;
  private layout: NetworkLayout | undefined;

  constructor() {
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('webgl2', { alpha: true, antialias: false, depth: false });
    if (!context) throw new Error('expected WebGL2 in the browser of the tests');
    this.gl = context;
    this.meter = meterOf(context);
    this.renderer = new SceneRenderer(canvas, context);
    this.renderer.setPalette(this.palette);
    this.renderer.setOptions(DEFAULT_SCENE_OPTIONS);
  }

  readonly build = (architecture: readonly number[]): void => {
    this.layout = layoutNetwork(architecture, 1);
    this.renderer.setLayout(this.layout);
  };

  /** @param carried values of each layer from input to output */
  readonly show = (...carried: readonly Float32Array[]): void => {
    this.renderer.setSignals(
      carried.map((values) => ({ values, active: activeSources(values), scale: 1 })),
      false,
    );
  };

  readonly layerAt = (index: number): LayerLayout => {
    const layer = this.layout?.layers[index];
    if (!layer) throw new Error(`expected a layer ${index}`);
    return layer;
  };

  readonly draw = (pose: CameraPose, other: Partial<FrameParameters> = {}): void => {
    this.renderer.render({
      pose,
      freeArea: FREE_AREA,
      viewport: VIEWPORT,
      pixelRatio: 1,
      depthRange: [0, 1000],
      ...other,
    });
  };

  /** The colour at a point of the scene, premultiplied by its opacity; 0..255. */
  readonly pixelAt = (
    pose: CameraPose,
    point: Vector,
  ): [red: number, green: number, blue: number, opacity: number] => {
    const { x, y } = projector(pose, FREE_AREA)(point);
    const pixel = new Uint8Array(4);
    const { gl } = this;
    gl.readPixels(x, VIEWPORT.height - y, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
    return [pixel[0] ?? 0, pixel[1] ?? 0, pixel[2] ?? 0, pixel[3] ?? 0];
  };
}

/** Looks at a point along a direction. */
export function poseAt(target: Vector, back: Vector, distance: number): CameraPose {
  return {
    target,
    azimuth: Math.atan2(back.x, back.z),
    elevation: Math.asin(back.y),
    distance,
  };
}
