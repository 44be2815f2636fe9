import { architectureOf, type NetworkSpec, type NetworkWeights } from '#model';
import { DestroyRef, effect, inject, Service, signal, untracked } from '@angular/core';
import { projector, type Frame, type ScreenPoint, type Size } from './camera-pose';
import { CameraRig, type SceneView } from './camera-rig';
import { ConnectionRanking } from './connection-ranking';
import { FrameLoop } from './frame-loop';
import { nextPick } from './keyboard-pick';
import { layerCorners, layoutNetwork, neuronPosition, type NetworkLayout } from './network-layout';
import type { NeuronId } from './neuron-id';
import { PALETTES } from './palette';
import { pickNeuron } from './picking';
import { PixelRatioGovernor } from './pixel-ratio';
import { DEFAULT_SCENE_OPTIONS, type SceneOptions } from './scene-options';
import { SceneRenderer } from './scene-renderer';
import { layerSignals, winnerOf, type SceneActivations } from './scene-signals';
import { wavePosition } from './wave';

/** Whether there is a picture: `lost` comes back by itself, `unsupported` does not. */
export type SceneState = 'ok' | 'lost' | 'unsupported';

/** Where things of the scene are on screen, for what the page writes beside them. */
export interface ScreenPlaces {
  /** Lower edge of each layer's plane, in the middle. */
  readonly layers: readonly ScreenPoint[];
  /** Centres of the output neurons. */
  readonly outputs: readonly ScreenPoint[];
}

const NOTHING: ScreenPlaces = { layers: [], outputs: [] };
/** Layouts are made for aspects this far apart, so that a panel's edge does not rebuild them. */
const ASPECT_STEP = 0.1;
/** How long nothing moves before a blurred picture is drawn sharp. */
const REST_MS = 250;
/**
 * Pixels, what the network makes of them, and which connections are strongest arrive a few milliseconds
 * apart: the first waits this long for the others, so that a stroke costs one frame, not three.
 */
const COMPANY_MS = 24;

/** Everything of three.js: what the network looks like now, and from where. Draws only when it changes. */
@Service({ autoProvided: false })
export class SceneService {
  private readonly ranking = inject(ConnectionRanking);

  private readonly currentState = signal<SceneState>('ok');
  private readonly currentPlaces = signal<ScreenPlaces>(NOTHING);
  private readonly currentView = signal<SceneView | undefined>('home');

  readonly state = this.currentState.asReadonly();
  readonly places = this.currentPlaces.asReadonly();
  /** The prepared view that is shown; undefined once someone has moved the camera. */
  readonly view = this.currentView.asReadonly();

  private readonly rig = new CameraRig();
  private readonly governor = new PixelRatioGovernor();
  private readonly loop = new FrameLoop((nowMs) => this.step(nowMs));
  private renderer: SceneRenderer | undefined;
  private canvas: HTMLCanvasElement | undefined;
  private network: NetworkSpec | undefined;
  private architecture: readonly number[] = [];
  private layout: NetworkLayout | undefined;
  private weights: NetworkWeights | undefined;
  private image: Float32Array | undefined;
  private activations: SceneActivations | undefined;
  private options: SceneOptions = DEFAULT_SCENE_OPTIONS;
  private viewport: Size = { width: 0, height: 0 };
  private frame: Frame = { left: 0, top: 0, width: 0, height: 0 };
  private isMotionReduced = false;
  private waveStartMs: number | undefined;
  private restTimer: ReturnType<typeof setTimeout> | undefined;
  private isAtRest = false;
  private isDirty = false;
  private isMoving = false;
  /** Whether a frame was drawn and not yet seen to be finished. */
  private isFrameOut = false;
  private lastDrawMs = 0;

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.loop.stop();
      clearTimeout(this.restTimer);
      this.renderer?.dispose();
    });
    effect(() => {
      const rankings = this.ranking.rankings();
      if (rankings) this.renderer?.setRankings(rankings);
      this.invalidate();
    });
  }

  /** Takes the canvas to draw into. Without WebGL2 the state says so and nothing is drawn. */
  attach(canvas: HTMLCanvasElement): void {
    const context = canvas.getContext('webgl2', {
      alpha: true,
      antialias: false,
      depth: false,
      powerPreference: 'high-performance',
    });
    if (!context) {
      this.currentState.set('unsupported');
      return;
    }
    this.canvas = canvas;
    this.renderer = new SceneRenderer(canvas, context);
    canvas.addEventListener('webglcontextlost', () => {
      this.currentState.set('lost');
    });
    canvas.addEventListener('webglcontextrestored', () => {
      this.currentState.set('ok');
      this.invalidate();
    });
  }

  setNetwork(network: NetworkSpec | undefined): void {
    this.network = network;
    this.architecture = network ? architectureOf(network) : [];
    this.weights = undefined;
    this.layOut();
  }

  /** Weights of another checkpoint of the same network keep their textures. */
  setWeights(weights: NetworkWeights | undefined): void {
    this.weights = weights;
    if (!weights) return;
    const layers = weights.map((layer) => layer.weights);
    this.renderer?.setWeights(layers);
    this.ranking.setWeights(layers);
    this.rank();
    this.invalidate();
  }

  /**
   * @param image ink 0..1, `[28][28]`
   * @param activations what the network made of it; undefined for a blank sheet
   */
  setSignals(image: Float32Array | undefined, activations: SceneActivations | undefined): void {
    this.image = image;
    this.activations = activations;
    this.showSignals();
    this.rank();
  }

  setOptions(options: SceneOptions): void {
    this.options = options;
    this.renderer?.setOptions(options);
    this.rank();
    this.invalidate();
  }

  setTheme(theme: 'dark' | 'light'): void {
    this.renderer?.setPalette(PALETTES[theme]);
    this.invalidate();
  }

  setMotionReduced(isMotionReduced: boolean): void {
    this.isMotionReduced = isMotionReduced;
  }

  /**
   * @param viewport size of the canvas
   * @param frame the part of it that nothing covers
   */
  setStage(viewport: Size, frame: Frame): void {
    const isResized =
      viewport.width !== this.viewport.width || viewport.height !== this.viewport.height;
    this.viewport = viewport;
    this.frame = frame;
    this.layOut();
    this.stage(isResized);
  }

  setMarks(selection: NeuronId | undefined, hovered: NeuronId | undefined): void {
    this.renderer?.setMarks(this.indexOf(selection), this.indexOf(hovered));
    this.invalidate();
  }

  /** Sends a wave through the layers, so that one sees the answer come about. */
  playWave(): void {
    if (this.isMotionReduced || !this.activations) return;
    this.waveStartMs = performance.now();
    this.invalidate();
  }

  show(view: SceneView): void {
    this.rig.show(view, this.isMotionReduced);
    this.invalidate();
  }

  orbit(azimuth: number, elevation: number): void {
    this.rig.orbit(azimuth, elevation);
    this.invalidate();
  }

  pan(dx: number, dy: number): void {
    this.rig.pan(dx, dy);
    this.invalidate();
  }

  zoom(factor: number): void {
    this.rig.zoom(factor);
    this.invalidate();
  }

  /** Where a key leads from a picked neuron; undefined when the key leads nowhere. */
  nextPick(picked: NeuronId, key: string): NeuronId | undefined {
    return nextPick(this.layout?.layers ?? [], picked, key);
  }

  /** The neuron under a place of the canvas; CSS pixels. */
  pick(x: number, y: number, tolerance: number): NeuronId | undefined {
    if (!this.layout) return undefined;
    return pickNeuron({ x, y }, this.layout, this.rig.pose, this.frame, tolerance);
  }

  private layOut(): void {
    const { width, height } = this.frame;
    if (this.architecture.length < 2 || width <= 0 || height <= 0) return;
    const aspect = Math.round(width / height / ASPECT_STEP) * ASPECT_STEP;
    const layout = layoutNetwork(this.architecture, aspect);
    this.layout = layout;
    this.renderer?.setLayout(layout);
    if (this.weights) this.renderer?.setWeights(this.weights.map((layer) => layer.weights));
    const rankings = untracked(this.ranking.rankings);
    if (rankings) this.renderer?.setRankings(rankings);
    this.showSignals();
    this.stage(true);
  }

  private stage(isJump: boolean): void {
    if (!this.layout) return;
    this.rig.setStage(this.layout, this.frame, isJump || this.isMotionReduced);
    this.invalidate();
  }

  private showSignals(): void {
    const { architecture, image, activations } = this;
    this.renderer?.setSignals(
      layerSignals(architecture, image, activations),
      winnerOf(activations),
    );
    this.isDirty = true;
    this.loop.requestAfter(COMPANY_MS);
  }

  private rank(): void {
    const { image, activations, weights } = this;
    if (!image || !activations || !weights) return;
    const values = weights.map((_, index) =>
      index === 0 ? image : (activations.layers[index - 1]?.activations ?? new Float32Array()),
    );
    const { strongest, rankBy } = this.options;
    this.ranking.rank({ values, strongest, rankBy });
  }

  private indexOf(neuron: NeuronId | undefined): number {
    const place = neuron && this.layout?.layers[neuron.layer];
    return place ? place.first + neuron.neuron : -1;
  }

  /** Has the picture drawn anew. */
  private invalidate(): void {
    this.isDirty = true;
    this.loop.request();
  }

  /** One frame of the screen; draws when something changed and the GPU has nothing left to do. */
  private step(nowMs: number): boolean {
    const { renderer, rig } = this;
    if (!renderer || !this.layout || this.state() !== 'ok') return false;
    if (renderer.isBusy()) return true;
    if (this.isFrameOut) this.governor.observe(nowMs - this.lastDrawMs);
    this.isFrameOut = false;
    if (!this.isDirty) return false;
    const stepMs = this.isMoving ? nowMs - this.lastDrawMs : 0;
    const isCameraMoving = rig.step(stepMs / 1000);
    const wave = this.wave(nowMs);
    renderer.render({
      ...{ pose: rig.pose, frame: this.frame, viewport: this.viewport, wave },
      pixelRatio: this.governor.ratio(devicePixelRatio, this.isAtRest),
      depthRange: rig.depthRange(),
    });
    this.publish();
    this.isMoving = this.isDirty = isCameraMoving || wave !== undefined;
    this.isFrameOut = true;
    this.lastDrawMs = nowMs;
    this.restSoon(!this.isMoving && !this.isAtRest && this.governor.isLowered);
    return true;
  }

  /** A picture that was drawn with fewer pixels is drawn sharp when nothing has moved for a while. */
  private restSoon(isBlurred: boolean): void {
    this.isAtRest = false;
    clearTimeout(this.restTimer);
    if (!isBlurred) return;
    this.restTimer = setTimeout(() => {
      this.isAtRest = true;
      this.invalidate();
    }, REST_MS);
  }

  private wave(nowMs: number): number | undefined {
    if (this.waveStartMs === undefined) return undefined;
    const elapsed = Math.max(0, nowMs - this.waveStartMs);
    const layers = this.architecture.length - 1;
    const position = wavePosition(elapsed, this.options.waveDurationMs, layers);
    if (position === undefined) this.waveStartMs = undefined;
    return position;
  }

  private publish(): void {
    const { layout, rig, frame } = this;
    if (!layout) return;
    const project = projector(rig.pose, frame);
    const output = layout.layers.at(-1);
    const places: ScreenPlaces = {
      layers: layout.layers.map((layer) => lowest(layerCorners(layer).map(project))),
      outputs: output
        ? Array.from({ length: output.count }, (_, i) => project(neuronPosition(output, i)))
        : [],
    };
    if (!isSame(places, untracked(this.places))) this.currentPlaces.set(places);
    this.currentView.set(rig.view);
  }
}

/** The middle below points on screen. */
function lowest(points: readonly ScreenPoint[]): ScreenPoint {
  const xs = points.map(({ x }) => x);
  return {
    x: (Math.min(...xs) + Math.max(...xs)) / 2,
    y: Math.max(...points.map(({ y }) => y)),
    depth: Math.min(...points.map(({ depth }) => depth)),
  };
}

function isSame(a: ScreenPlaces, b: ScreenPlaces): boolean {
  const isNear = (p: ScreenPoint, q: ScreenPoint | undefined): boolean =>
    q !== undefined && Math.abs(p.x - q.x) < 0.1 && Math.abs(p.y - q.y) < 0.1;
  return (
    a.layers.length === b.layers.length &&
    a.outputs.length === b.outputs.length &&
    a.layers.every((point, index) => isNear(point, b.layers[index])) &&
    a.outputs.every((point, index) => isNear(point, b.outputs[index]))
  );
}
