import { smoothstep } from '../geometry/smoothstep.ts';
import type { IUniform } from 'three';
import { BlendedQuads, LEAST_SCALE, type SharedUniforms } from './blended-quads.ts';
import { isLastFarthest } from '../geometry/draw-order.ts';
import type { LayerLayout } from '../geometry/network-layout.ts';
import type { Vector } from '../geometry/vector.ts';
import type { Palette, Rgb } from './palette.ts';
import { NEURON_FRAGMENT, NEURON_VERTEX } from '../shaders/neurons.glsl.ts';

const HALO = { grid: 1.1, column: 1.6, pixels: 0 };

/** How the neurons of a layer are drawn if not as beads. */
export interface NeuronLook {
  readonly vertex: string;
  readonly fragment: string;
  readonly uniforms: Readonly<Record<string, IUniform>>;
  /** How many quads each place of the grid has. */
  readonly quads: number;
}

const BEADS: NeuronLook = {
  vertex: NEURON_VERTEX,
  fragment: NEURON_FRAGMENT,
  uniforms: {},
  quads: 1,
};

/** The neurons of one layer, drawn in one call. */
export class NeuronMesh {
  readonly mesh: BlendedQuads;

  private readonly scale = { value: 1 };
  private readonly predictedOutput = { value: -1 };
  private readonly waiting = { value: 0 };
  private readonly flash = { value: 0 };
  private readonly growth = { value: 1 };
  private readonly bloomLight = { value: 1 };
  private readonly leastRelevance = { value: 0 };
  private readonly focalPx = { value: 1 };
  private readonly glow = { value: 1 };
  private readonly layerOpacity = { value: 1 };
  private readonly presence = { value: 1 };
  private readonly restColour = { value: [0, 0, 0] as Rgb };
  private readonly rimColour = { value: [0, 0, 0] as Rgb };
  private readonly highlightColour = { value: [0, 0, 0] as Rgb };
  private readonly bloomColour = { value: [0, 0, 0] as Rgb };
  private readonly isLastFarthest: IUniform<readonly [boolean, boolean]> = {
    value: [false, false],
  };
  private readonly layer: LayerLayout;

  /** How many neurons it has. */
  get count(): number {
    return this.layer.count;
  }

  constructor(layer: LayerLayout, shared: SharedUniforms, look = BEADS) {
    this.layer = layer;
    const { scale, predictedOutput, waiting, flash, focalPx, glow, layerOpacity, presence } = this;
    const { growth, bloomLight, leastRelevance } = this;
    const { restColour, rimColour, highlightColour, bloomColour, isLastFarthest } = this;
    this.mesh = new BlendedQuads(look.vertex, look.fragment, {
      ...shared,
      ...look.uniforms,
      scale,
      predictedOutput,
      waiting,
      flash,
      growth,
      bloomLight,
      leastRelevance,
      focalPx,
      glow,
      layerOpacity,
      presence,
      restColour,
      rimColour,
      highlightColour,
      bloomColour,
      isLastFarthest,
      first: { value: layer.first },
      count: { value: layer.count },
      columns: { value: layer.columns },
      rows: { value: layer.rows },
      halo: { value: HALO[layer.kind] },
    });
    this.mesh.setDrawRange(0, look.quads * layer.columns * layer.rows + 1);
  }

  /** Sets the value that is shown at full brightness. */
  setScale(scale: number): void {
    this.scale.value = Math.max(scale, LEAST_SCALE);
  }

  /** Sets the neuron with the predicted digit, which glows. */
  setPredictedOutput(neuron: number | undefined): void {
    this.predictedOutput.value = neuron ?? -1;
  }

  /**
   * @param passed how far the wave is past this layer, in layers; undefined without a wave
   * @param waitingLight how much light is left to what it has not reached, 0..1
   * @param growth how far awake neurons have grown, where 1 is their usual size
   */
  setWave(passed: number | undefined, waitingLight: number, growth: number): void {
    const isReached = passed === undefined ? 1 : smoothstep(-0.06, 0.04, passed);
    this.waiting.value = (1 - waitingLight) * (1 - isReached);
    this.flash.value = passed === undefined ? 0 : Math.exp(-((passed - 0.05) ** 2) * 60);
    this.growth.value = growth;
  }

  /** How much of the predicted output's bloom is shown, 0 to 1. */
  setBloom(bloomLight: number): void {
    this.bloomLight.value = bloomLight;
  }

  /** Neurons that raise the answer by less, 0..1, have only a hint of their light. */
  setLeastRelevance(leastRelevance: number): void {
    this.leastRelevance.value = leastRelevance;
  }

  /** 1, or less if the picked neuron is not connected to this layer. */
  setLayerOpacity(layerOpacity: number): void {
    this.layerOpacity.value = layerOpacity;
  }

  /** How much of the layer, dull neurons included, the next frame shows, 0 to 1. */
  setPresence(presence: number): void {
    this.presence.value = presence;
  }

  setFocalLength(pixels: number): void {
    this.focalPx.value = pixels;
  }

  /** @param back unit vector from what the camera looks at to the camera */
  setView(back: Vector): void {
    this.isLastFarthest.value = isLastFarthest(this.layer, back);
  }

  setPalette({ glow, rest, rim, highlight, bloom }: Palette): void {
    this.glow.value = glow;
    this.restColour.value = rest;
    this.rimColour.value = rim;
    this.highlightColour.value = highlight;
    this.bloomColour.value = bloom;
  }

  dispose(): void {
    this.mesh.dispose();
  }
}
