import { DataTexture, DataUtils, FloatType, HalfFloatType, RGBAFormat, RGFormat } from 'three';
import type { NetworkLayout } from '../geometry/network-layout.ts';
import { TEXTURE_WIDTH } from '../shaders/common.glsl.ts';

/**
 * Per-neuron data on the GPU: one texel per neuron, all layers in one texture. What changes with the drawing is
 * in half floats, so that an update uploads 8 bytes per neuron.
 */
export class NeuronTextures {
  /** Centre and radius; the same until the stage changes. */
  readonly positions: DataTexture;
  /** Red: the neuron's value. Green: a packed list of the layer's active neurons. */
  readonly values: DataTexture;
  /** Red: how strong an incoming connection must be to be shown. Green: how much the neuron raises the answer. */
  readonly thresholds: DataTexture;

  private readonly positionData: Float32Array;
  private readonly valueData: Uint16Array;
  private readonly thresholdData: Uint16Array;

  constructor(layout: NetworkLayout) {
    const rows = Math.ceil(layout.positions.length / 3 / TEXTURE_WIDTH);
    const texels = rows * TEXTURE_WIDTH;
    const data = new Float32Array(texels * 4);
    this.positionData = data;
    this.valueData = new Uint16Array(texels * 2);
    this.thresholdData = new Uint16Array(texels * 2);
    this.positions = new DataTexture(data, TEXTURE_WIDTH, rows, RGBAFormat, FloatType);
    this.values = new DataTexture(this.valueData, TEXTURE_WIDTH, rows, RGFormat, HalfFloatType);
    this.thresholds = new DataTexture(
      this.thresholdData,
      TEXTURE_WIDTH,
      rows,
      RGFormat,
      HalfFloatType,
    );
    this.setPositions(layout);
    for (const texture of [this.values, this.thresholds]) texture.needsUpdate = true;
  }

  /** Moves the neurons, as many as before. */
  setPositions({ layers, positions }: NetworkLayout): void {
    const { positionData } = this;
    for (const { first, count, radius } of layers) {
      for (let index = first; index < first + count; index++) {
        positionData.set(positions.subarray(index * 3, index * 3 + 3), index * 4);
        positionData[index * 4 + 3] = radius;
      }
    }
    this.positions.needsUpdate = true;
  }

  /**
   * Sets the values of one layer's neurons.
   * @param first index of the layer's first neuron
   * @param active indices of those whose value is not 0
   */
  setValues(first: number, values: ArrayLike<number>, active: ArrayLike<number>): void {
    const { valueData } = this;
    for (let i = 0; i < values.length; i++) {
      valueData[(first + i) * 2] = DataUtils.toHalfFloat(values[i] ?? 0);
    }
    for (let i = 0; i < active.length; i++) {
      valueData[(first + i) * 2 + 1] = DataUtils.toHalfFloat(active[i] ?? 0);
    }
    this.values.needsUpdate = true;
  }

  /**
   * Sets what decides which of a layer's incoming connections are shown, and how bright.
   * @param first index of the layer's first neuron
   * @param relevance 0..1 per neuron; those of the last time stay if there is no answer to be relevant to
   */
  setThresholds(
    first: number,
    thresholds: ArrayLike<number>,
    relevance: ArrayLike<number> = [],
  ): void {
    const { thresholdData } = this;
    for (let i = 0; i < thresholds.length; i++) {
      thresholdData[(first + i) * 2] = DataUtils.toHalfFloat(thresholds[i] ?? 0);
    }
    for (let i = 0; i < relevance.length; i++) {
      thresholdData[(first + i) * 2 + 1] = DataUtils.toHalfFloat(relevance[i] ?? 0);
    }
    this.thresholds.needsUpdate = true;
  }

  dispose(): void {
    for (const texture of [this.positions, this.values, this.thresholds]) texture.dispose();
  }
}
