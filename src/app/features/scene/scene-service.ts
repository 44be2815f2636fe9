import type { LayerRanking, NetworkSpec, NetworkWeights, NeuronId } from '#model';
import { DestroyRef, inject, Service, signal } from '@angular/core';
import { CameraRig, type SceneView } from './camera/camera-rig.ts';
import { FramePacer } from './frame-pacer.ts';
import { nextPick } from './picking/next-pick.ts';
import type { Lens } from './lens/lens.ts';
import { paletteOn } from './meshes/palette.ts';
import { pickNeuron } from './picking/pick-neuron.ts';
import type { SceneLook } from './lens/scene-look.ts';
import type { SceneOptions } from './meshes/scene-options.ts';
import type { FrameStats } from '../../platform/frame-stats.ts';
import { CLOCK } from '../../platform/clock.ts';
import type { Rectangle, Size } from '../../platform/rectangle.ts';
import { SceneContents } from './scene-contents.ts';
import { SceneContext } from './scene-context.ts';
import { SceneFades } from './scene-fades.ts';
import { SceneRenderer } from './scene-renderer.ts';
import type { SceneActivations } from './scene-signals.ts';
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
  private readonly contents = new SceneContents(() => {
    this.pacer.request();
  });
  private canvas: HTMLCanvasElement | undefined;
  private renderer: SceneRenderer | undefined;
  private theme: 'dark' | 'light' = 'dark';
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
    this.contents.drawWithNone();
    const context = this.context.acquire(canvas, () => {
      this.pacer.request();
    });
    if (!context) return;
    this.renderer = new SceneRenderer(canvas, context);
    this.canvas = canvas;
    this.renderer.setPalette(paletteOn(canvas, this.theme));
    this.contents.drawWith(this.renderer);
  }

  /** Tries another canvas after the picture was lost. */
  retry(): void {
    this.context.retry();
  }

  setNetwork(network: NetworkSpec | undefined): void {
    this.contents.setNetwork(network);
    this.layOut();
  }

  /**
   * Textures are reused for another checkpoint of the same network.
   * @param before of the same network: then the first layer's neurons show what has changed since
   */
  setWeights(weights: NetworkWeights | undefined, before?: NetworkWeights): void {
    this.fades.comparison.show(before !== undefined);
    this.contents.setWeights(weights, before);
  }

  setLook(look: SceneLook): void {
    this.contents.setLook(look);
    this.layOut();
    this.contents.showWeights();
  }

  /**
   * @param activations for the drawing; undefined when nothing is drawn
   * @param atRest rankings by weight alone, shown while there are no activations
   */
  setSignals(activations: SceneActivations | undefined, atRest?: readonly LayerRanking[]): void {
    this.contents.setSignals(activations, atRest);
  }

  /** @param predictedOutput index of the output with the predicted digit */
  setPredictedOutput(predictedOutput: number | undefined): void {
    this.contents.setPredictedOutput(predictedOutput);
  }

  setOptions(options: SceneOptions): void {
    this.contents.setOptions(options);
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
    this.layOut();
    this.fitCamera(isResized);
  }

  /** Where something else lies over all of it, no frame is drawn. */
  setCovered(isCovered: boolean): void {
    this.pacer.setHeld(isCovered);
  }

  setHighlight(selection: NeuronId | undefined, hovered: NeuronId | undefined): void {
    this.contents.setHighlight(selection, hovered);
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
    return nextPick(this.contents.layout?.layers ?? [], picked, key);
  }

  /** The neuron at a point of the canvas, CSS pixels. */
  pick(x: number, y: number, tolerance: number): NeuronId | undefined {
    const { layout } = this.contents;
    if (!layout) return undefined;
    const { rig, freeArea, fades } = this;
    return pickNeuron({ x, y }, layout, rig.pose, freeArea, tolerance, fades.layers);
  }

  /** Part of the picture as it is on screen, which stays as it is (`ReadTile`). */
  async readTile(area: Rectangle, pixelRatio: number): Promise<Uint8Array | undefined> {
    const { renderer, rig, freeArea: free, fades } = this;
    if (!renderer || !this.contents.layout || this.state() !== 'ok') return undefined;
    const freeArea = { ...free, left: free.left - area.left, top: free.top - area.top };
    const still = { ...fades.still, depthRange: rig.depthRange() };
    const { pose } = rig;
    return renderer.readTile({ pose, freeArea, viewport: area, pixelRatio, ...still });
  }

  private layOut(): void {
    if (this.contents.layOut(this.freeArea, this.inputPlace)) this.fitCamera(true);
  }

  private fitCamera(isJump: boolean): void {
    const { layout } = this.contents;
    if (!layout) return;
    this.rig.setStage(layout, this.freeArea, isJump || this.fades.isMotionReduced);
    this.pacer.request();
  }

  private draw(stepMs: number, nowMs: number, pixelRatio: number): boolean {
    const { renderer, rig, freeArea, viewport } = this;
    const { layout } = this.contents;
    if (!renderer || !layout || this.state() !== 'ok') return false;
    const isCameraMoving = rig.step(stepMs / 1000);
    const { pose, view } = rig;
    const looking = { pose, view, isMoving: isCameraMoving };
    const shown = this.fades.step({ nowMs, stepMs }, layout.layers, looking);
    const depthRange = rig.depthRange();
    renderer.render({ pose, freeArea, viewport, pixelRatio, depthRange, ...shown });
    this.newestFrameStats.set({ atMs: nowMs, ...renderer.stats() });
    this.currentView.set(view);
    this.anchors.update(layout, pose, freeArea);
    return isCameraMoving || this.fades.isMoving;
  }
}
