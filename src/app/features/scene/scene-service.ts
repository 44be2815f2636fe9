import {
  architectureOf,
  type LayerRanking,
  type NetworkSpec,
  type NetworkWeights,
  type NeuronId,
} from '#model';
import { DestroyRef, inject, Service, signal } from '@angular/core';
import { CameraRig, type SceneView } from './camera/camera-rig.ts';
import { stageLayout } from './camera/stage-layout.ts';
import { FramePacer } from './frame-pacer.ts';
import { nextPick } from './picking/next-pick.ts';
import { isMoved, isSameLayout, type NetworkLayout } from './geometry/network-layout.ts';
import type { Lens } from './lens/lens.ts';
import { paletteOn } from './meshes/palette.ts';
import { pickNeuron } from './picking/pick-neuron.ts';
import { READING_LOOK, type SceneLook } from './lens/scene-look.ts';
import { DEFAULT_SCENE_OPTIONS, type SceneOptions } from './meshes/scene-options.ts';
import type { FrameStats } from '../../platform/frame-stats.ts';
import { CLOCK } from '../../platform/clock.ts';
import type { Rectangle, Size } from '../../platform/rectangle.ts';
import { SceneContext } from './scene-context.ts';
import { SceneFades } from './scene-fades.ts';
import { SceneRenderer } from './scene-renderer.ts';
import { fitsArchitecture, layerSignals, type SceneActivations } from './scene-signals.ts';
import { ScreenPositionsTeller } from './picking/screen-positions.ts';
import type { Telling } from './story/telling.ts';

/** Holds what the 3D scene shows and its camera, and draws a frame only when something has changed. */
@Service({ autoProvided: false })
export class SceneService {
  private readonly clock = inject(CLOCK);
  private readonly context = new SceneContext(this.clock);
  private readonly anchors = new ScreenPositionsTeller();
  private readonly currentView = signal<SceneView | undefined>('home');

  private readonly newestFrameStats = signal<FrameStats | undefined>(undefined);

  readonly state = this.context.state;
  /** When this number changes, the view has to create and attach a new canvas. */
  readonly canvasNumber = this.context.canvasNumber;
  readonly screenPositions = this.anchors.positions;
  /** The prepared view that is showing; undefined once someone has moved the camera. */
  readonly view = this.currentView.asReadonly();

  /** Statistics of the last frame. */
  readonly frameStats = this.newestFrameStats.asReadonly();

  private readonly rig = new CameraRig();
  private readonly pacer = new FramePacer(this.clock, {
    isBusy: () => this.renderer?.isBusy() ?? false,
    draw: (stepMs, nowMs, pixelRatio) => this.draw(stepMs, nowMs, pixelRatio),
  });
  private canvas: HTMLCanvasElement | undefined;
  private renderer: SceneRenderer | undefined;
  private architecture: readonly number[] = [];
  private layout: NetworkLayout | undefined;
  private weights: NetworkWeights | undefined;
  /** What the weights are compared with. */
  private before: NetworkWeights | undefined;
  private look = READING_LOOK;
  private activations: SceneActivations | undefined;
  private atRest: readonly LayerRanking[] | undefined;
  private predictedOutput: number | undefined;
  private options: SceneOptions = DEFAULT_SCENE_OPTIONS;
  private theme: 'dark' | 'light' = 'dark';
  private selection: NeuronId | undefined;
  private hovered: NeuronId | undefined;
  private viewport: Size = { width: 0, height: 0 };
  private freeArea: Rectangle = { left: 0, top: 0, width: 0, height: 0 };
  private inputPlace: Rectangle | undefined;
  private readonly fades = new SceneFades();

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.pacer.stop();
      this.context.stop();
      this.renderer?.dispose();
    });
  }

  /** Sets the canvas to draw into, the first one or a replacement. Without WebGL2, `state` says so. */
  attach(canvas: HTMLCanvasElement): void {
    this.renderer?.dispose();
    this.renderer = undefined;
    const context = this.context.acquire(canvas, () => {
      this.pacer.request();
    });
    if (!context) return;
    this.renderer = new SceneRenderer(canvas, context);
    this.canvas = canvas;
    this.renderer.setPalette(paletteOn(canvas, this.theme));
    this.renderer.setOptions(this.options);
    this.renderer.setLook(this.look);
    this.showLayout();
    this.pacer.request();
  }

  /** Tries another canvas after the picture was lost. */
  retry(): void {
    this.context.retry();
  }

  setNetwork(network: NetworkSpec | undefined): void {
    this.architecture = network ? architectureOf(network) : [];
    this.updateLayout();
  }

  /**
   * Textures are reused for another checkpoint of the same network.
   * @param before of the same network: then the first layer's neurons show what has changed since
   */
  setWeights(weights: NetworkWeights | undefined, before?: NetworkWeights): void {
    this.weights = weights;
    this.before = before;
    this.fades.comparison.show(before !== undefined);
    this.showWeights();
  }

  setLook(look: SceneLook): void {
    this.look = look;
    this.renderer?.setLook(look);
    this.updateLayout();
    this.showWeights();
  }

  /**
   * @param activations for the drawing; undefined when nothing is drawn
   * @param atRest rankings by weight alone, shown while there are no activations
   */
  setSignals(activations: SceneActivations | undefined, atRest?: readonly LayerRanking[]): void {
    this.activations = activations;
    this.atRest = activations ? undefined : atRest;
    this.showSignals();
    this.pacer.request();
  }

  /** @param predictedOutput index of the output with the predicted digit */
  setPredictedOutput(predictedOutput: number | undefined): void {
    this.predictedOutput = predictedOutput;
    this.renderer?.setPredictedOutput(predictedOutput);
    this.pacer.request();
  }

  setOptions(options: SceneOptions): void {
    this.options = options;
    this.renderer?.setOptions(options);
    this.pacer.request();
  }

  /** Reads the colours of a theme; the page must already be in that theme. */
  setTheme(theme: 'dark' | 'light'): void {
    this.theme = theme;
    if (this.canvas) this.renderer?.setPalette(paletteOn(this.canvas, this.theme));
    this.pacer.request();
  }

  setMotionReduced(isMotionReduced: boolean): void {
    this.fades.isMotionReduced = isMotionReduced;
  }

  /**
   * @param viewport size of the canvas
   * @param freeArea the part of the canvas that no panel covers
   * @param inputPlace the place that the input has to itself; undefined: it stands in line with the other layers
   */
  setStage(viewport: Size, freeArea: Rectangle, inputPlace?: Rectangle): void {
    const isResized =
      viewport.width !== this.viewport.width || viewport.height !== this.viewport.height;
    this.viewport = viewport;
    this.freeArea = freeArea;
    this.inputPlace = inputPlace;
    this.updateLayout();
    this.fitCamera(isResized);
  }

  setHighlight(selection: NeuronId | undefined, hovered: NeuronId | undefined): void {
    this.selection = selection;
    this.hovered = hovered;
    this.showHighlight();
    this.pacer.request();
  }

  /** Shows what raises a neuron, or what a pixel changes; undefined for nothing. */
  setLens(lens: Lens | undefined): void {
    this.fades.lens.show(lens);
    this.pacer.request();
  }

  /** Tells something from now on; with nothing in it, shows all of the current activations at once. */
  tell(telling: Telling): void {
    this.fades.teller.tell(telling, this.fades.isMotionReduced);
    this.pacer.request();
  }

  show(view: SceneView): void {
    this.rig.show(view, this.fades.isMotionReduced);
    this.pacer.request();
  }

  orbit(azimuth: number, elevation: number): void {
    this.rig.orbit(azimuth, elevation);
    this.pacer.request();
  }

  pan(dx: number, dy: number): void {
    this.rig.pan(dx, dy);
    this.pacer.request();
  }

  zoom(factor: number): void {
    this.rig.zoom(factor);
    this.pacer.request();
  }

  /** The neuron that a key leads to from the picked one; undefined for keys that do not move the pick. */
  nextPick(picked: NeuronId, key: string): NeuronId | undefined {
    return nextPick(this.layout?.layers ?? [], picked, key);
  }

  /** The neuron at a point of the canvas, CSS pixels. */
  pick(x: number, y: number, tolerance: number): NeuronId | undefined {
    if (!this.layout) return undefined;
    const { layout, rig, freeArea, fades } = this;
    return pickNeuron({ x, y }, layout, rig.pose, freeArea, tolerance, fades.layers);
  }

  /** Part of the picture as it is on screen, which stays as it is (`ReadTile`). */
  async readTile(area: Rectangle, pixelRatio: number): Promise<Uint8Array | undefined> {
    const { renderer, rig, freeArea: free, fades } = this;
    if (!renderer || !this.layout || this.state() !== 'ok') return undefined;
    const freeArea = { ...free, left: free.left - area.left, top: free.top - area.top };
    const still = { ...fades.still, depthRange: rig.depthRange() };
    const { pose } = rig;
    return renderer.readTile({ pose, freeArea, viewport: area, pixelRatio, ...still });
  }

  private updateLayout(): void {
    const { architecture, freeArea, inputPlace, layout: before } = this;
    if (architecture.length < 2 || freeArea.width <= 0 || freeArea.height <= 0) return;
    const layout = stageLayout(architecture, freeArea, inputPlace, this.look.firstGrid);
    if (before && isSameLayout(before, layout)) return;
    this.layout = layout;
    // What the GPU has stays there as long as layers only move: a window's edge may be dragged.
    if (before && isMoved(before, layout)) this.renderer?.moveLayers(layout);
    else this.showLayout();
    this.fitCamera(true);
  }

  private showLayout(): void {
    if (!this.layout) return;
    this.renderer?.setLayout(this.layout);
    this.renderer?.setPredictedOutput(this.predictedOutput);
    this.showHighlight();
    this.showWeights();
    this.showSignals();
  }

  /** Indices are looked up each time, because a neuron's index differs between networks. */
  private showHighlight(): void {
    this.renderer?.setHighlight(this.indexOf(this.selection), this.indexOf(this.hovered));
  }

  private fitCamera(isJump: boolean): void {
    if (!this.layout) return;
    this.rig.setStage(this.layout, this.freeArea, isJump || this.fades.isMotionReduced);
    this.pacer.request();
  }

  /** Uploads the weights, unless they belong to a network whose layout is not set yet. */
  private showWeights(): void {
    const { weights, before, architecture } = this;
    if (!weights || !fitsArchitecture(weights, architecture) || !this.layout) return;
    const first = before && fitsArchitecture(before, architecture) ? before[0]?.weights : undefined;
    this.renderer?.setWeights(
      weights.map((layer) => layer.weights),
      first,
    );
    this.pacer.request();
  }

  private showSignals(): void {
    const { architecture, activations, atRest } = this;
    const signals = layerSignals(architecture, activations, !!atRest);
    this.renderer?.setSignals(signals, !!atRest, activations?.isBack);
    const rankings = activations?.rankings ?? atRest;
    if (rankings) this.renderer?.setRankings(rankings, activations?.relevances);
  }

  private indexOf(neuron: NeuronId | undefined): number {
    const layer = neuron && this.layout?.layers[neuron.layer];
    return layer && neuron.neuron < layer.count ? layer.first + neuron.neuron : -1;
  }

  private draw(stepMs: number, nowMs: number, pixelRatio: number): boolean {
    const { renderer, rig, freeArea, viewport } = this;
    if (!renderer || !this.layout || this.state() !== 'ok') return false;
    const isCameraMoving = rig.step(stepMs / 1000);
    const { pose, view } = rig;
    const looking = { pose, view, isMoving: isCameraMoving };
    const shown = this.fades.step({ nowMs, stepMs }, this.layout.layers, looking);
    const depthRange = rig.depthRange();
    renderer.render({ pose, freeArea, viewport, pixelRatio, depthRange, ...shown });
    this.newestFrameStats.set({ atMs: nowMs, ...renderer.stats() });
    this.currentView.set(view);
    this.anchors.update(this.layout, pose, freeArea);
    return isCameraMoving || this.fades.isMoving;
  }
}
