import type { LayerRanking } from '#model';
import { Camera, DataTexture, Scene, WebGLRenderer } from 'three';
import { cameraAxes, focalLength, projectionMatrix } from './camera/camera-pose.ts';
import type { Size } from '../../platform/rectangle.ts';
import type { FrameParameters } from './frame-parameters.ts';
import { GpuFence } from './gpu-fence.ts';
import { LensUniforms } from './meshes/lens-uniforms.ts';
import type { SharedUniforms } from './meshes/blended-quads.ts';
import { farthestFirst } from './geometry/draw-order.ts';
import type { NetworkLayout } from './geometry/network-layout.ts';
import { addScaled } from './geometry/vector.ts';
import { NetworkMeshes } from './meshes/network-meshes.ts';
import { NeuronTextures } from './meshes/neuron-textures.ts';
import { colourRamp, RAMP_SIZE, type Palette } from './meshes/palette.ts';
import { READING_LOOK, type SceneLook } from './lens/scene-look.ts';
import type { SceneOptions } from './meshes/scene-options.ts';
import { readTile } from './picture/read-tile.ts';
import type { FrameStats } from '../../platform/frame-stats.ts';
import { setLight } from './scene-light.ts';
import type { LayerSignal } from './scene-signals.ts';
import { ShaderCompilation } from './shader-compilation.ts';

/** Opacity of layers that are not connected to the picked neuron. */
const DIMMED_OPACITY = 0.3;

/** Draws a network into a canvas. All GPU resources are allocated when the layout is set. */
export class SceneRenderer {
  private readonly renderer: WebGLRenderer;
  private readonly fence: GpuFence;
  private readonly scene = new Scene();
  private readonly camera = new Camera();
  private readonly ramp = new DataTexture(new Uint8Array(RAMP_SIZE * 4), RAMP_SIZE, 1);
  private readonly lens = new LensUniforms();
  private readonly shared: SharedUniforms = {
    ...this.lens.uniforms,
    projection: { value: new Float32Array(16) },
    viewport: { value: [1, 1] },
    pixelRatio: { value: 1 },
    depthRange: { value: [0, 1] },
    positions: { value: null },
    values: { value: null },
    thresholds: { value: null },
    ramp: { value: this.ramp },
    selected: { value: -1 },
    hovered: { value: -1 },
  };
  private readonly compilation = new ShaderCompilation();
  private textures: NeuronTextures | undefined;
  private meshes: NetworkMeshes | undefined;
  /** Indices of layers from the farthest to the nearest, as the scene's meshes are ordered. */
  private order: readonly number[] = [];
  private activeCounts: number[] = [];
  /** 1, or less for layers that are not connected to the picked neuron. */
  private opacities: number[] = [];
  private palette: Palette | undefined;
  private options: SceneOptions | undefined;
  private look: SceneLook = READING_LOOK;
  private layout: NetworkLayout | undefined;

  /** @param context the canvas's context, with an alpha channel so that the page's background shows through */
  constructor(canvas: HTMLCanvasElement, context: WebGL2RenderingContext) {
    this.renderer = new WebGLRenderer({ canvas, context, alpha: true, depth: false });
    this.fence = new GpuFence(context);
    this.renderer.setClearColor(0x000000, 0);
    this.renderer.sortObjects = false;
    this.scene.matrixWorldAutoUpdate = false;
  }

  /** Rebuilds the network. Weights, signals, rankings, predicted output and highlight must be set again. */
  setLayout(layout: NetworkLayout): void {
    this.disposeNetwork();
    this.layout = layout;
    const { shared } = this;
    this.lens.setLayout(layout);
    const textures = new NeuronTextures(layout);
    this.textures = textures;
    shared.positions.value = textures.positions;
    shared.values.value = textures.values;
    shared.thresholds.value = textures.thresholds;
    this.activeCounts = layout.layers.map(() => 0);
    const [input] = layout.layers;
    if (!input) return;
    this.meshes = new NetworkMeshes(layout, input, shared);
    this.setOrder(layout.layers.map((_, index) => index));
    if (this.palette) this.setPalette(this.palette);
    if (this.options) this.setOptions(this.options);
    this.setLook(this.look);
    void this.compilation.of(this.renderer, this.scene, this.camera);
  }

  /** Moves the layers of the network, whose grids and directions stay (`isMoved`). */
  moveLayers(layout: NetworkLayout): void {
    this.layout = layout;
    this.textures?.setPositions(layout);
    const [input] = layout.layers;
    if (input) this.meshes?.pixels.place(input);
  }

  /** Weights must be set again. */
  setLook(look: SceneLook): void {
    this.look = look;
    this.meshes?.tiles?.setLook(look);
  }

  /**
   * @param weights `[out][in]`, one array per dense layer
   * @param before what the first layer's weights are compared with
   */
  setWeights(weights: readonly Float32Array[], before?: Float32Array): void {
    const { meshes, look, lens } = this;
    const textures = meshes?.setWeights(weights, look, lens) ?? [];
    const compared = before && meshes?.setBefore(before, look);
    // Uploaded now, so that the first stroke does not wait for it.
    for (const texture of compared ? [...textures, compared] : textures) {
      this.renderer.initTexture(texture);
    }
  }

  /**
   * @param signals of all layers from input to output
   * @param isAtRest whether connections show their weights alone, as if every source had the value 1
   * @param isBack whether values go back through the connections
   */
  setSignals(signals: readonly LayerSignal[], isAtRest: boolean, isBack = false): void {
    for (const mesh of this.meshes?.connections ?? []) {
      mesh.setAtRest(isAtRest);
      mesh.setBack(isBack);
    }
    this.meshes?.tiles?.setBlank(isAtRest || signals[0]?.active.length === 0);
    this.layout?.layers.forEach(({ first }, index) => {
      const signal = signals[index];
      if (!signal) return;
      this.textures?.setValues(first, signal.values, signal.active);
      this.activeCounts[index] = signal.active.length;
      this.meshes?.neurons[index - 1]?.setScale(signal.scale);
    });
  }

  /** @param predictedOutput index of the output with the predicted digit */
  setPredictedOutput(predictedOutput: number | undefined): void {
    this.meshes?.neurons.at(-1)?.setPredictedOutput(predictedOutput);
  }

  /**
   * @param rankings one per dense layer, first to last
   * @param relevances how much each neuron raises the answer, one array per layer from input to output; undefined
   *   when there is no answer, so that no connection is fainter than another for it
   */
  setRankings(
    rankings: readonly LayerRanking[],
    relevances: readonly Float32Array[] | undefined,
  ): void {
    rankings.forEach((ranking, index) => {
      const layer = this.layout?.layers[index + 1];
      const relevance = relevances?.[index + 1];
      if (layer) this.textures?.setThresholds(layer.first, ranking.thresholds, relevance);
      this.meshes?.connections[index]?.setRanking(ranking, relevance);
    });
  }

  setPalette(palette: Palette): void {
    this.palette = palette;
    this.ramp.image.data = colourRamp(palette);
    this.ramp.needsUpdate = true;
    this.meshes?.setPalette(palette);
  }

  setOptions(options: SceneOptions): void {
    this.options = options;
    this.meshes?.setOptions(options);
  }

  /** Takes indices among all neurons of the network; -1 for none. */
  setHighlight(selected: number, hovered: number): void {
    this.shared.selected.value = selected;
    this.shared.hovered.value = hovered;
    const layers = this.layout?.layers ?? [];
    const layer = layers.findLastIndex(({ first }) => first <= selected);
    this.opacities = layers.map((_, index) =>
      selected < 0 || Math.abs(index - layer) === 1 ? 1 : DIMMED_OPACITY,
    );
  }

  render(frame: FrameParameters): void {
    const { viewport, pixelRatio } = frame;
    const { renderer } = this;
    if (renderer.getPixelRatio() !== pixelRatio) renderer.setPixelRatio(pixelRatio);
    const { width, height } = renderer.domElement;
    if (
      width !== Math.floor(viewport.width * pixelRatio) ||
      height !== Math.floor(viewport.height * pixelRatio)
    ) {
      renderer.setSize(viewport.width, viewport.height, false);
    }
    this.draw(frame, renderer.domElement);
    this.fence.set();
  }

  /**
   * Draws a part of the picture at any sharpness, without changing the canvas.
   * @param frame its viewport is that part, and its free area lies relative to it
   * @returns premultiplied red, green, blue, alpha, the lowest row first
   */
  readTile(frame: FrameParameters): Promise<Uint8Array> {
    const { viewport, pixelRatio } = frame;
    const size = {
      width: Math.round(viewport.width * pixelRatio),
      height: Math.round(viewport.height * pixelRatio),
    };
    return readTile(this.renderer, size, () => {
      this.draw(frame, size);
    });
  }

  /** Draws a frame into a drawing buffer of that size, in pixels. */
  private draw(frame: FrameParameters, { width, height }: Size): void {
    const { pose, freeArea, viewport, pixelRatio, depthRange } = frame;
    const { renderer, shared, meshes } = this;
    if (!meshes) return;
    shared.projection.value = projectionMatrix(pose, freeArea, viewport);
    shared.viewport.value = [width, height];
    shared.pixelRatio.value = pixelRatio;
    shared.depthRange.value = [...depthRange];
    const { opacities } = this;
    if (frame.lens) this.lens.show(frame.lens);
    meshes.tiles?.setCompared(frame.compared ?? 0);
    setLight(
      meshes,
      frame,
      [Math.max(opacities[0] ?? 1, this.lens.shareOfPlane), ...opacities.slice(1)],
      shared.selected.value >= 0,
      viewport,
    );
    meshes.connections.forEach((mesh, index) => {
      mesh.prepareDraw(
        this.activeCounts[index] ?? 0,
        shared.selected.value,
        focalLength(freeArea) / pose.distance,
      );
    });
    const { back } = cameraAxes(pose);
    this.setOrder(
      farthestFirst(this.layout?.layers ?? [], addScaled(pose.target, back, pose.distance)),
    );
    for (const mesh of meshes.neurons) {
      mesh.setView(back);
      mesh.setFocalLength(focalLength(freeArea) * pixelRatio);
    }
    renderer.render(this.scene, this.camera);
  }

  /** What three.js counted in the last frame and on the GPU. */
  stats(): Omit<FrameStats, 'atMs'> {
    const { render, memory } = this.renderer.info;
    return {
      drawCalls: render.calls,
      triangles: render.triangles,
      textures: memory.textures,
      geometries: memory.geometries,
    };
  }

  /** Whether the GPU is still compiling shaders or drawing the last frame. */
  isBusy(): boolean {
    return this.compilation.isRunning || this.fence.isPending();
  }

  /** Frees everything, including the context. */
  dispose(): void {
    this.disposeNetwork();
    this.lens.dispose();
    this.ramp.dispose();
    this.renderer.dispose();
    this.renderer.forceContextLoss();
  }

  private setOrder(order: readonly number[]): void {
    if (order.length === this.order.length && order.every((layer, i) => layer === this.order[i]))
      return;
    this.order = order;
    this.scene.clear();
    for (const mesh of this.meshes?.inOrder(order) ?? []) this.scene.add(mesh);
  }

  private disposeNetwork(): void {
    this.scene.clear();
    this.order = [];
    this.textures?.dispose();
    this.meshes?.dispose();
    this.meshes = undefined;
  }
}
