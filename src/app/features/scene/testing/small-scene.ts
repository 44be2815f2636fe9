import { activeSources, strongestThresholds } from '#model';
import { projector } from '../camera/camera-pose.ts';
import { CameraRig } from '../camera/camera-rig.ts';
import type { FrameParameters } from '../frame-parameters.ts';
import { layoutNetwork, neuronPosition, type NetworkLayout } from '../geometry/network-layout.ts';
import { paletteOf } from '../meshes/palette.ts';
import { DEFAULT_SCENE_OPTIONS } from '../meshes/scene-options.ts';
import { SceneRenderer } from '../scene-renderer.ts';
import type { LayerSignal } from '../scene-signals.ts';
import { meterOf, type GlMeter } from './gl-meter.ts';

export const VIEWPORT = { width: 480, height: 360 };
const FREE_AREA = { left: 0, top: 0, ...VIEWPORT };
const [WARM, COOL] = [
  [1, 0.77, 0.42],
  [0.31, 0.82, 1],
] as const;

/** A renderer of a spec, seen as a visitor sees it first, and the light of its lines. */
export class SmallScene {
  readonly canvas = document.createElement('canvas');
  readonly gl: WebGL2RenderingContext;
  readonly meter: GlMeter;
  readonly renderer: SceneRenderer;

  private readonly rig = new CameraRig();
  private layout: NetworkLayout | undefined;
  private weights: readonly Float32Array[] = [];

  constructor() {
    const context = this.canvas.getContext('webgl2', {
      alpha: true,
      antialias: false,
      depth: false,
    });
    if (!context) throw new Error('expected WebGL2 in the browser of the tests');
    this.gl = context;
    this.meter = meterOf(context);
    this.renderer = new SceneRenderer(this.canvas, context);
    this.renderer.setPalette(paletteOf('dark', (name) => (name === '--cool' ? COOL : WARM)));
    this.renderer.setOptions(DEFAULT_SCENE_OPTIONS);
  }

  /** @param layers weights `[out][in]`, one array per dense layer */
  readonly build = (architecture: readonly number[], layers: readonly Float32Array[]): void => {
    this.layout = layoutNetwork(architecture, 4 / 3);
    this.weights = layers;
    this.rig.setStage(this.layout, FREE_AREA, true);
    this.renderer.setLayout(this.layout);
    this.renderer.setWeights(layers);
  };

  /**
   * Two outputs for a 2 by 2 image: the first pixel counts for one and against the other.
   * @returns the weights
   */
  readonly buildTwo = (): Float32Array => {
    const weights = Float32Array.of(5, 1, 0, 0, -5, 0, 0, 1);
    this.build([4, 2], [weights]);
    return weights;
  };

  /** @param carried values of each layer from input to output */
  readonly show = (...carried: readonly Float32Array[]): void => {
    this.showAs(undefined, carried);
  };

  /** @param relevances one array per layer from input to output */
  readonly showAs = (
    relevances: readonly Float32Array[] | undefined,
    carried: readonly Float32Array[],
  ): void => {
    const signals = carried.map((values): LayerSignal => ({
      values,
      active: activeSources(values),
      scale: 1,
    }));
    this.renderer.setSignals(signals, false);
    this.renderer.setRankings(
      this.weights.map((layer, index) =>
        strongestThresholds(layer, carried[index] ?? new Float32Array(), DEFAULT_SCENE_OPTIONS),
      ),
      relevances,
    );
  };

  readonly draw = (other: Partial<FrameParameters> = {}): void => {
    this.renderer.render({
      pose: this.rig.pose,
      freeArea: FREE_AREA,
      viewport: VIEWPORT,
      pixelRatio: 1,
      depthRange: this.rig.depthRange(),
      ...other,
    });
  };

  /**
   * The brightest pixel near a point of a connection.
   * @param part of the connection's length
   * @param layer from which the connection leads to the next one
   */
  readonly lightOn = (source: number, target: number, part = 0.6, layer = 0): readonly number[] => {
    const [from, to] = [this.layout?.layers[layer], this.layout?.layers[layer + 1]];
    if (!from || !to) throw new Error(`expected a layer ${layer} and the next one`);
    const project = projector(this.rig.pose, FREE_AREA);
    const [a, b] = [project(neuronPosition(from, source)), project(neuronPosition(to, target))];
    const x = Math.round(a.x + (b.x - a.x) * part);
    const y = Math.round(VIEWPORT.height - (a.y + (b.y - a.y) * part));
    const pixels = this.pixels(x - 2, y - 2, 5, 5);
    const all = Array.from({ length: 25 }, (_, i) => [...pixels.subarray(i * 4, i * 4 + 3)]);
    const sum = (pixel: readonly number[]): number => pixel.reduce((total, c) => total + c, 0);
    return all.reduce((most, pixel) => (sum(pixel) > sum(most) ? pixel : most));
  };

  /** A part of the picture, RGBA bytes, the lowest row first. */
  readonly pixels = (left: number, bottom: number, width: number, height: number): Uint8Array => {
    const { gl } = this;
    const pixels = new Uint8Array(4 * width * height);
    gl.readPixels(left, bottom, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    return pixels;
  };
}
