import { DataTexture, FloatType, RedFormat, type IUniform } from 'three';
import { BlendedQuads, type SharedUniforms } from './blended-quads.ts';
import type { LayerLayout } from '../geometry/network-layout.ts';
import type { Palette, Rgb } from './palette.ts';
import type { SceneOptions } from './scene-options.ts';
import { CONNECTION_FRAGMENT, CONNECTION_VERTEX } from '../shaders/connections.glsl.ts';

/** Light of one line alone, and how it falls with their number, so that many are a haze, not white. */
const LINE_LIGHT = 6;
const CROWD_EXPONENT = -0.38;
/** Every neuron has a few strong lines: in layers larger than this, and by how much, they are fainter. */
const USUAL_NEURONS = 128;
const NEURONS_EXPONENT = -0.8;
/** CSS pixels of a unit of the scene for which this is so: seen smaller, lines lie closer. */
const USUAL_UNIT = 200;
const UNIT_EXPONENT = 0.6;
const STRONGEST_LIGHT = 0.9;

/** All connections of one dense layer, in one draw. */
export class ConnectionMesh {
  readonly mesh: BlendedQuads;

  private readonly weights: IUniform<DataTexture | null> = { value: null };
  private readonly activeCount = { value: 0 };
  private readonly scale = { value: 1 };
  private readonly isRankedByWeight = { value: false };
  private readonly isAtRest = { value: false };
  private readonly hideBelow = { value: 0 };
  private readonly thickness = { value: 1 };
  private readonly light = { value: 0 };
  private readonly cover = { value: 0 };
  private readonly highlightColour = { value: [0, 0, 0] as Rgb };
  private readonly pulse = { value: 0 };
  private readonly hasPulse = { value: false };
  private readonly source: LayerLayout;
  private readonly target: LayerLayout;
  private strongest = 0;

  constructor(source: LayerLayout, target: LayerLayout, shared: SharedUniforms) {
    this.source = source;
    this.target = target;
    const { weights, activeCount, scale, isRankedByWeight, hideBelow, thickness } = this;
    const { light, cover, pulse, hasPulse, highlightColour, isAtRest } = this;
    this.mesh = new BlendedQuads(CONNECTION_VERTEX, CONNECTION_FRAGMENT, {
      ...shared,
      weights,
      activeCount,
      scale,
      isRankedByWeight,
      hideBelow,
      thickness,
      light,
      cover,
      pulse,
      hasPulse,
      highlightColour,
      isAtRest,
      sourceFirst: { value: source.first },
      targetFirst: { value: target.first },
    });
  }

  /** Takes a checkpoint's weights, `[out][in]`; the texture of the last one is kept and filled anew. */
  setWeights(weights: Float32Array): DataTexture {
    const texture = this.weights.value;
    if (texture) {
      texture.image.data = weights;
      texture.needsUpdate = true;
      return texture;
    }
    const { source, target } = this;
    const created = new DataTexture(weights, source.count, target.count, RedFormat, FloatType);
    created.needsUpdate = true;
    this.weights.value = created;
    return created;
  }

  setOptions({ strongest, rankBy, hideBelow, thickness }: SceneOptions): void {
    this.strongest = strongest;
    this.isRankedByWeight.value = rankBy === 'weight';
    this.hideBelow.value = hideBelow;
    this.thickness.value = thickness;
  }

  setPalette({ cover, highlight }: Palette): void {
    this.cover.value = cover;
    this.highlightColour.value = highlight;
  }

  /** Whether each source counts as carrying 1. */
  setAtRest(isAtRest: boolean): void {
    this.isAtRest.value = isAtRest;
  }

  /** Contribution that has full colour. */
  setScale(scale: number): void {
    this.scale.value = Math.max(scale, Number.MIN_VALUE);
  }

  setPulse(pulse: number | undefined): void {
    this.pulse.value = pulse ?? 0;
    this.hasPulse.value = pulse !== undefined;
  }

  /**
   * Chooses what the next draw goes through: sources that carry anything, and of those the selected
   * neuron's alone where there is one.
   * @param active how many sources carry anything
   * @param unit CSS pixels that a unit of the scene takes
   */
  prepareDraw(active: number, selected: number, unit: number): void {
    this.activeCount.value = Math.max(1, active);
    const { source, target, mesh } = this;
    const isSource = selected >= source.first && selected < target.first;
    const isTarget = selected >= target.first && selected < target.first + target.count;
    const hasWeights = this.weights.value !== null;
    if (!hasWeights || (selected >= 0 && !isSource && !isTarget)) mesh.setDrawRange(0, 0);
    else if (isTarget) mesh.setDrawRange((selected - target.first) * active, active);
    else mesh.setDrawRange(0, active * target.count);
    let lines = target.count * Math.min(active, this.strongest);
    if (isSource) lines = target.count;
    if (isTarget) lines = active;
    const neurons = isSource || isTarget ? 1 : Math.max(1, target.count / USUAL_NEURONS);
    const light = LINE_LIGHT * (lines + 1) ** CROWD_EXPONENT * neurons ** NEURONS_EXPONENT;
    this.light.value = Math.min(
      STRONGEST_LIGHT,
      light * Math.min(1, unit / USUAL_UNIT) ** UNIT_EXPONENT,
    );
  }

  dispose(): void {
    this.weights.value?.dispose();
    this.mesh.dispose();
  }
}
