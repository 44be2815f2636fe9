import type { LayerRanking } from '#model';
import { DataTexture, FloatType, RedFormat, type IUniform } from 'three';
import { BlendedQuads, LEAST_SCALE, type SharedUniforms } from './blended-quads.ts';
import type { LayerLayout } from '../geometry/network-layout.ts';
import type { Palette, Rgb } from './palette.ts';
import type { SceneOptions } from './scene-options.ts';
import type { Vote } from '../story/scene-focus.ts';
import { CONNECTION_FRAGMENT, CONNECTION_VERTEX } from '../shaders/connections.glsl.ts';

/** Brightness of a single line, and how it falls with the number of lines, so that many do not turn white. */
const LINE_LIGHT = 6;
const CROWD_EXPONENT = -0.38;
/** In layers larger than this lines are fainter by this exponent, as each neuron has a few strong ones. */
const USUAL_NEURONS = 128;
const NEURONS_EXPONENT = -0.8;
/** Lines are fainter if a scene unit takes fewer CSS pixels than this, because they are closer together. */
const USUAL_UNIT = 200;
const UNIT_EXPONENT = 0.6;
const STRONGEST_LIGHT = 0.9;
/** Factors for lines to neurons that do not raise the answer, and to the one that does most. */
const LIGHT_OF_ANSWER: Range = [0.1, 2.4];
const EVEN_LIGHT: Range = [1, 1];
/**
 * Lines are fainter if they are stronger on average than this, where so many lead to each neuron, or if the neurons
 * all raise the answer. Of fewer lines those that are left are the strongest, and nothing is too bright.
 */
const USUAL_STRENGTH = 0.45;
const USUAL_LINES = 24;
/** More than that of the colours' opacity, as lines cross. */
const GLARE_EXPONENT = 2;
const USUAL_RELEVANCE = 0.23;
const MOST_GLARE = 5;

/** Where a wave is that has passed long ago. */
const PASSED = 2;

type Range = readonly [least: number, most: number];
type Pair = readonly [number, number];

const NO_VOTES: Pair = [-1, -1];

/** All connections of one dense layer, drawn in one call. */
export class ConnectionMesh {
  readonly mesh: BlendedQuads;

  private readonly weights: IUniform<DataTexture | null> = { value: null };
  private readonly activeCount = { value: 0 };
  private readonly scale = { value: 1 };
  private readonly isRankedByWeight = { value: false };
  private readonly lightOfAnswer = { value: EVEN_LIGHT };
  private readonly isAtRest = { value: false };
  private readonly isBack = { value: false };
  private readonly hideBelow = { value: 0 };
  private readonly thickness = { value: 1 };
  private readonly light = { value: 0 };
  private readonly cover = { value: 0 };
  private readonly lineLight = { value: 1 };
  private readonly highlightColour = { value: [0, 0, 0] as Rgb };
  private readonly wave = { value: PASSED };
  private readonly waitingLight = { value: 1 };
  private readonly leastRelevance = { value: 0 };
  private readonly votes = { value: NO_VOTES };
  private readonly voteSigns = { value: [0, 0] as Pair };
  private readonly source: LayerLayout;
  private readonly target: LayerLayout;
  private strongest = 0;
  private presence = 1;
  private isLightForAnswer = false;
  /** Means over the shown connections of their strength, and over the targets of their relevance. */
  private meanShown = 0;
  private meanRelevance: number | undefined;

  constructor(source: LayerLayout, target: LayerLayout, shared: SharedUniforms) {
    this.source = source;
    this.target = target;
    const { weights, activeCount, scale, isRankedByWeight, hideBelow, thickness } = this;
    const { light, cover, wave, waitingLight, highlightColour, isAtRest, lightOfAnswer } = this;
    const { leastRelevance, votes, voteSigns, isBack } = this;
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
      wave,
      waitingLight,
      leastRelevance,
      votes,
      voteSigns,
      highlightColour,
      isAtRest,
      isBack,
      lightOfAnswer,
      sourceFirst: { value: source.first },
      targetFirst: { value: target.first },
      lineLight: this.lineLight,
    });
  }

  /** Sets the weights of a checkpoint, `[out][in]`; the existing texture is reused. */
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

  setOptions({ strongest, rankBy, hideBelow, thickness, lightFollows }: SceneOptions): void {
    this.isLightForAnswer = lightFollows === 'answer';
    this.strongest = strongest;
    this.isRankedByWeight.value = rankBy === 'weight';
    this.hideBelow.value = hideBelow;
    this.thickness.value = thickness;
  }

  setPalette({ cover, highlight, lineLight }: Palette): void {
    this.cover.value = cover;
    this.lineLight.value = lineLight;
    this.highlightColour.value = highlight;
  }

  /** Whether each source counts as having the value 1. */
  setAtRest(isAtRest: boolean): void {
    this.isAtRest.value = isAtRest;
  }

  /** Whether what flows comes back from the targets, to all neurons that are sources; nothing comes back to pixels. */
  setBack(isBack: boolean): void {
    this.isBack.value = isBack && this.source.kind !== 'pixels';
  }

  /** @param relevance how much each target raises the answer, 0..1; undefined when there is no answer */
  setRanking({ scale, meanShown }: LayerRanking, relevance: Float32Array | undefined): void {
    this.scale.value = Math.max(scale, LEAST_SCALE);
    this.meanShown = meanShown;
    this.meanRelevance = relevance && relevance.reduce((a, b) => a + b, 0) / relevance.length;
  }

  /** How much of the connections the next frame shows, 0 to 1. */
  setPresence(presence: number): void {
    this.presence = presence;
  }

  /**
   * @param passed how much of the way along these connections the wave has passed; undefined without a wave
   * @param waitingLight how much light is left to what it has not reached, 0..1
   */
  setWave(passed: number | undefined, waitingLight: number): void {
    this.wave.value = passed ?? PASSED;
    this.waitingLight.value = waitingLight;
  }

  /**
   * @param leastRelevance connections to neurons that raise the answer by less are not drawn, 0..1
   * @param votes the only connections that are drawn, if there are any
   */
  setFocus(leastRelevance: number, votes: readonly Vote[]): void {
    this.leastRelevance.value = leastRelevance;
    const [first, second] = votes;
    this.votes.value = [first?.output ?? -1, second?.output ?? -1];
    this.voteSigns.value = [first?.sign ?? 0, second?.sign ?? 0];
  }

  /**
   * Sets which connections the next frame draws, and how bright: those of active sources, or only those of the
   * selected neuron if there is one.
   * @param active number of sources whose value is not 0
   * @param unit CSS pixels per scene unit
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
    // What is picked is looked at for itself, whether it matters for the answer or not.
    const followsAnswer = this.isLightForAnswer && this.meanRelevance !== undefined && selected < 0;
    this.lightOfAnswer.value = followsAnswer ? LIGHT_OF_ANSWER : EVEN_LIGHT;
    const light = LINE_LIGHT * (lines + 1) ** CROWD_EXPONENT * neurons ** NEURONS_EXPONENT;
    const relevance = followsAnswer ? this.meanRelevance : 0;
    const glare =
      selected < 0 ? glareOf(this.meanShown, Math.min(active, this.strongest), relevance) : 1;
    const inScale = (light / glare) * Math.min(1, unit / USUAL_UNIT) ** UNIT_EXPONENT;
    this.light.value = Math.min(STRONGEST_LIGHT, inScale) * this.presence;
  }

  dispose(): void {
    this.weights.value?.dispose();
    this.mesh.dispose();
  }
}

/**
 * How many times too bright a layer's lines would be together. In a network that has not learned yet a neuron's
 * connections are all alike and all digits equally probable, so that much more of its lines is bright.
 */
function glareOf(meanShown: number, linesPerNeuron: number, meanRelevance = 0): number {
  const [least, most] = LIGHT_OF_ANSWER;
  const lightAt = (relevance: number): number => least + (most - least) * relevance;
  const crowd = Math.min(1, Math.log(Math.max(1, linesPerNeuron)) / Math.log(USUAL_LINES));
  const ofStrength = Math.max(1, meanShown / USUAL_STRENGTH) ** (GLARE_EXPONENT * crowd);
  const ofRelevance = Math.max(1, lightAt(meanRelevance) / lightAt(USUAL_RELEVANCE));
  return Math.min(MOST_GLARE, ofStrength * ofRelevance);
}
