import type { LayerRanking } from '#model';
import { Camera, DataTexture, Scene, WebGLRenderer } from 'three';
import { focalLength, projectionMatrix, type CameraPose } from './camera/camera-pose.ts';
import type { Rectangle, Size } from '../../platform/rectangle.ts';
import { ConnectionMesh } from './meshes/connection-mesh.ts';
import { GpuFence } from './gpu-fence.ts';
import type { SharedUniforms } from './meshes/blended-quads.ts';
import type { NetworkLayout } from './geometry/network-layout.ts';
import { NeuronMesh } from './meshes/neuron-mesh.ts';
import { NeuronTextures } from './meshes/neuron-textures.ts';
import { colourRamp, RAMP_SIZE, type Palette } from './meshes/palette.ts';
import { PixelMesh } from './meshes/pixel-mesh.ts';
import type { SceneOptions } from './meshes/scene-options.ts';
import type { FrameStats } from '../../platform/frame-stats.ts';

/** The values that one layer shows; for the input, pixel intensities. */
export interface LayerSignal {
  readonly values: ArrayLike<number>;
  /** Indices of the neurons whose value is not 0. */
  readonly active: ArrayLike<number>;
  /** The value shown at full brightness. */
  readonly scale: number;
}

/** What a frame is drawn with: camera, canvas size and pulse. */
export interface FrameParameters {
  readonly pose: CameraPose;
  readonly freeArea: Rectangle;
  readonly viewport: Size;
  readonly pixelRatio: number;
  /** Nearest and farthest depth of the network. */
  readonly depthRange: readonly [near: number, far: number];
  /** How many layers the pulse has passed; undefined when there is no pulse. */
  readonly pulse: number | undefined;
}

/** Opacity of layers that are not connected to the picked neuron. */
const DIMMED_OPACITY = 0.3;

/** Draws a network into a canvas. All GPU resources are allocated when the layout is set. */
export class SceneRenderer {
  private readonly renderer: WebGLRenderer;
  private readonly fence: GpuFence;
  private readonly scene = new Scene();
  private readonly camera = new Camera();
  private readonly ramp = new DataTexture(new Uint8Array(RAMP_SIZE * 4), RAMP_SIZE, 1);
  private readonly shared: SharedUniforms = {
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
  /** Shader compilation of the newest network, while it is running. */
  private compiling: Promise<unknown> | undefined;
  private textures: NeuronTextures | undefined;
  private pixels: PixelMesh | undefined;
  private neurons: NeuronMesh[] = [];
  private connections: ConnectionMesh[] = [];
  private activeCounts: number[] = [];
  private palette: Palette | undefined;
  private options: SceneOptions | undefined;
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
    const textures = new NeuronTextures(layout);
    this.textures = textures;
    shared.positions.value = textures.positions;
    shared.values.value = textures.values;
    shared.thresholds.value = textures.thresholds;
    this.activeCounts = layout.layers.map(() => 0);
    const [input, ...later] = layout.layers;
    if (!input) return;
    this.pixels = new PixelMesh(input, shared);
    this.connections = later.map(
      (target, index) => new ConnectionMesh(layout.layers[index] ?? input, target, shared),
    );
    this.neurons = later.map((layer) => new NeuronMesh(layer, shared));
    this.scene.add(
      this.pixels.mesh,
      ...this.connections.map(({ mesh }) => mesh),
      ...this.neurons.map(({ mesh }) => mesh),
    );
    if (this.palette) this.setPalette(this.palette);
    if (this.options) this.setOptions(this.options);
    void this.compile();
  }

  /** Moves the layers of the network, whose grids and directions stay (`isMoved`). */
  moveLayers(layout: NetworkLayout): void {
    this.layout = layout;
    this.textures?.setPositions(layout);
    const [input] = layout.layers;
    if (input) this.pixels?.place(input);
  }

  /** @param weights `[out][in]`, one array per dense layer */
  setWeights(weights: readonly Float32Array[]): void {
    weights.forEach((layer, index) => {
      const texture = this.connections[index]?.setWeights(layer);
      // Uploaded now, so that the first stroke does not wait for it.
      if (texture) this.renderer.initTexture(texture);
    });
  }

  /**
   * @param signals of all layers from input to output
   * @param isAtRest whether connections show their weights alone, as if every source had the value 1
   */
  setSignals(signals: readonly LayerSignal[], isAtRest: boolean): void {
    for (const mesh of this.connections) mesh.setAtRest(isAtRest);
    this.layout?.layers.forEach(({ first }, index) => {
      const signal = signals[index];
      if (!signal) return;
      this.textures?.setValues(first, signal.values, signal.active);
      this.activeCounts[index] = signal.active.length;
      this.neurons[index - 1]?.setScale(signal.scale);
    });
  }

  /** @param predictedOutput index of the output with the predicted digit */
  setPredictedOutput(predictedOutput: number | undefined): void {
    this.neurons.at(-1)?.setPredictedOutput(predictedOutput);
  }

  /** @param rankings one per dense layer, first to last */
  setRankings(rankings: readonly LayerRanking[]): void {
    rankings.forEach(({ thresholds, scale }, index) => {
      const layer = this.layout?.layers[index + 1];
      if (layer) this.textures?.setThresholds(layer.first, thresholds);
      this.connections[index]?.setScale(scale);
    });
  }

  setPalette(palette: Palette): void {
    this.palette = palette;
    this.ramp.image.data = colourRamp(palette);
    this.ramp.needsUpdate = true;
    for (const mesh of this.connections) mesh.setPalette(palette);
    for (const mesh of this.neurons) mesh.setPalette(palette);
    this.pixels?.setPalette(palette);
  }

  setOptions(options: SceneOptions): void {
    this.options = options;
    for (const mesh of this.connections) mesh.setOptions(options);
  }

  /** Takes indices among all neurons of the network; -1 for none. */
  setHighlight(selected: number, hovered: number): void {
    this.shared.selected.value = selected;
    this.shared.hovered.value = hovered;
    const layers = this.layout?.layers ?? [];
    const layer = layers.findLastIndex(({ first }) => first <= selected);
    layers.forEach((_, index) => {
      const layerOpacity = selected < 0 || Math.abs(index - layer) === 1 ? 1 : DIMMED_OPACITY;
      if (index === 0) this.pixels?.setLayerOpacity(layerOpacity);
      else this.neurons[index - 1]?.setLayerOpacity(layerOpacity);
    });
  }

  render({ pose, freeArea, viewport, pixelRatio, depthRange, pulse }: FrameParameters): void {
    const { renderer, shared } = this;
    if (renderer.getPixelRatio() !== pixelRatio) renderer.setPixelRatio(pixelRatio);
    const { width, height } = renderer.domElement;
    if (
      width !== Math.floor(viewport.width * pixelRatio) ||
      height !== Math.floor(viewport.height * pixelRatio)
    ) {
      renderer.setSize(viewport.width, viewport.height, false);
    }
    shared.projection.value = projectionMatrix(pose, freeArea, viewport);
    shared.viewport.value = [renderer.domElement.width, renderer.domElement.height];
    shared.pixelRatio.value = pixelRatio;
    shared.depthRange.value = [...depthRange];
    this.connections.forEach((mesh, index) => {
      mesh.prepareDraw(
        this.activeCounts[index] ?? 0,
        shared.selected.value,
        focalLength(freeArea) / pose.distance,
      );
      mesh.setPulse(pulse === undefined ? undefined : pulse - index);
    });
    this.neurons.forEach((mesh, index) => {
      mesh.setFocalLength(focalLength(freeArea) * pixelRatio);
      mesh.setPulse(pulse === undefined ? undefined : pulse - index - 1);
    });
    renderer.render(this.scene, this.camera);
    this.fence.set();
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
    return this.compiling !== undefined || this.fence.isPending();
  }

  /** Frees everything, including the context. */
  dispose(): void {
    this.disposeNetwork();
    this.ramp.dispose();
    this.renderer.dispose();
    this.renderer.forceContextLoss();
  }

  /** Compiles shaders, off the main thread if the browser can. */
  private async compile(): Promise<void> {
    const compiling = this.renderer.compileAsync(this.scene, this.camera);
    this.compiling = compiling;
    try {
      await compiling;
    } finally {
      // Another network may have been set in the meantime.
      if (this.compiling === compiling) this.compiling = undefined;
    }
  }

  private disposeNetwork(): void {
    this.scene.clear();
    this.textures?.dispose();
    this.pixels?.dispose();
    for (const mesh of [...this.connections, ...this.neurons]) mesh.dispose();
    this.pixels = undefined;
    this.connections = [];
    this.neurons = [];
  }
}
