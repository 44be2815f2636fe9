import { architectureOf } from '#model';
import type { LayerRanking, NetworkSpec, NetworkWeights, NeuronId } from '#model';
import type { Rectangle } from '../../platform/rectangle.ts';
import { stageLayout } from './camera/stage-layout.ts';
import { isMoved, isSameLayout, type NetworkLayout } from './geometry/network-layout.ts';
import { READING_LOOK, type SceneLook } from './lens/scene-look.ts';
import { DEFAULT_SCENE_OPTIONS, type SceneOptions } from './meshes/scene-options.ts';
import type { SceneRenderer } from './scene-renderer.ts';
import { fitsArchitecture, layerSignals, type SceneActivations } from './scene-signals.ts';

/** What is shown of a network: kept, so that the next canvas gets it too, and handed on to the renderer at once. */
export class SceneContents {
  private readonly changed: () => void;
  private renderer: SceneRenderer | undefined;
  private architecture: readonly number[] = [];
  private current: NetworkLayout | undefined;
  private weights: NetworkWeights | undefined;
  /** What the weights are compared with. */
  private before: NetworkWeights | undefined;
  private look = READING_LOOK;
  private activations: SceneActivations | undefined;
  private atRest: readonly LayerRanking[] | undefined;
  private predictedOutput: number | undefined;
  private options: SceneOptions = DEFAULT_SCENE_OPTIONS;
  private selection: NeuronId | undefined;
  private hovered: NeuronId | undefined;

  /** @param changed called when the next frame differs from the last one */
  constructor(changed: () => void) {
    this.changed = changed;
  }

  /** Where the network stands; undefined before it and its stage are known. */
  get layout(): NetworkLayout | undefined {
    return this.current;
  }

  /** Has it drawn by another renderer. */
  drawWith(renderer: SceneRenderer): void {
    this.renderer = renderer;
    renderer.setOptions(this.options);
    renderer.setLook(this.look);
    this.showLayout();
    this.changed();
  }

  /** Has it drawn by none, until there is another one. */
  drawWithNone(): void {
    this.renderer = undefined;
  }

  /** It must be laid out then. */
  setNetwork(network: NetworkSpec | undefined): void {
    this.architecture = network ? architectureOf(network) : [];
  }

  setWeights(weights: NetworkWeights | undefined, before: NetworkWeights | undefined): void {
    this.weights = weights;
    this.before = before;
    this.showWeights();
  }

  /** It must be laid out then, and weights must be set again. */
  setLook(look: SceneLook): void {
    this.look = look;
    this.renderer?.setLook(look);
  }

  setSignals(
    activations: SceneActivations | undefined,
    atRest: readonly LayerRanking[] | undefined,
  ): void {
    this.activations = activations;
    this.atRest = activations ? undefined : atRest;
    this.showSignals();
    this.changed();
  }

  setPredictedOutput(predictedOutput: number | undefined): void {
    this.predictedOutput = predictedOutput;
    this.renderer?.setPredictedOutput(predictedOutput);
    this.changed();
  }

  setOptions(options: SceneOptions): void {
    this.options = options;
    this.renderer?.setOptions(options);
    this.changed();
  }

  setHighlight(selection: NeuronId | undefined, hovered: NeuronId | undefined): void {
    this.selection = selection;
    this.hovered = hovered;
    this.showHighlight();
    this.changed();
  }

  /**
   * Lays the network out.
   * @returns whether it stands otherwise than before
   */
  layOut(freeArea: Rectangle, inputPlace: Rectangle | undefined): boolean {
    const { architecture, look, current: before } = this;
    if (architecture.length < 2 || freeArea.width <= 0 || freeArea.height <= 0) return false;
    const layout = stageLayout(architecture, freeArea, inputPlace, look.firstGrid);
    if (before && isSameLayout(before, layout)) return false;
    this.current = layout;
    // What the GPU has stays there as long as layers only move: a window's edge may be dragged.
    if (before && isMoved(before, layout)) this.renderer?.moveLayers(layout);
    else this.showLayout();
    return true;
  }

  /** Uploads the weights, unless they belong to a network whose layout is not set yet. */
  showWeights(): void {
    const { weights, before, architecture } = this;
    if (!weights || !fitsArchitecture(weights, architecture) || !this.current) return;
    const first = before && fitsArchitecture(before, architecture) ? before[0]?.weights : undefined;
    this.renderer?.setWeights(
      weights.map((layer) => layer.weights),
      first,
    );
    this.changed();
  }

  private showLayout(): void {
    if (!this.current) return;
    this.renderer?.setLayout(this.current);
    this.renderer?.setPredictedOutput(this.predictedOutput);
    this.showHighlight();
    this.showWeights();
    this.showSignals();
  }

  /** Indices are looked up each time, because a neuron's index differs between networks. */
  private showHighlight(): void {
    this.renderer?.setHighlight(this.indexOf(this.selection), this.indexOf(this.hovered));
  }

  private showSignals(): void {
    const { architecture, activations, atRest } = this;
    const signals = layerSignals(architecture, activations, !!atRest);
    this.renderer?.setSignals(signals, !!atRest, activations?.isBack);
    const rankings = activations?.rankings ?? atRest;
    if (rankings) this.renderer?.setRankings(rankings, activations?.relevances);
  }

  private indexOf(neuron: NeuronId | undefined): number {
    const layer = neuron && this.current?.layers[neuron.layer];
    return layer && neuron.neuron < layer.count ? layer.first + neuron.neuron : -1;
  }
}
