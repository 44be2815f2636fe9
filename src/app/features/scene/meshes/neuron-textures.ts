import {
  DataTexture,
  DataUtils,
  FloatType,
  HalfFloatType,
  RedFormat,
  RGBAFormat,
  RGFormat,
} from 'three';
import type { NetworkLayout } from '../geometry/network-layout.ts';
import { TEXTURE_WIDTH } from '../shaders/common.glsl.ts';

/**
 * What the GPU knows of the neurons, one texel each, all layers in one texture. Half floats where values
 * change with the drawing: 6 bytes a neuron go up a drawn frame.
 */
export class NeuronTextures {
  /** Centre and radius; changes with the layout alone. */
  readonly positions: DataTexture;
  /** Red: what the neuron shows and carries. Green: the layer's sources that carry anything, packed. */
  readonly values: DataTexture;
  /** Least strength of an incoming connection that is shown. */
  readonly thresholds: DataTexture;

  private readonly valueData: Uint16Array;
  private readonly thresholdData: Uint16Array;

  constructor({ layers, positions }: NetworkLayout) {
    const rows = Math.ceil(positions.length / 3 / TEXTURE_WIDTH);
    const texels = rows * TEXTURE_WIDTH;
    const data = new Float32Array(texels * 4);
    for (const { first, count, radius } of layers) {
      for (let index = first; index < first + count; index++) {
        data.set(positions.subarray(index * 3, index * 3 + 3), index * 4);
        data[index * 4 + 3] = radius;
      }
    }
    this.valueData = new Uint16Array(texels * 2);
    this.thresholdData = new Uint16Array(texels);
    this.positions = new DataTexture(data, TEXTURE_WIDTH, rows, RGBAFormat, FloatType);
    this.values = new DataTexture(this.valueData, TEXTURE_WIDTH, rows, RGFormat, HalfFloatType);
    this.thresholds = new DataTexture(
      this.thresholdData,
      TEXTURE_WIDTH,
      rows,
      RedFormat,
      HalfFloatType,
    );
    for (const texture of [this.positions, this.values, this.thresholds])
      texture.needsUpdate = true;
  }

  /**
   * Shows what one layer's neurons carry.
   * @param first the layer's first neuron
   * @param active indices of those that carry anything
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

  setThresholds(first: number, thresholds: ArrayLike<number>): void {
    for (let i = 0; i < thresholds.length; i++) {
      this.thresholdData[first + i] = DataUtils.toHalfFloat(thresholds[i] ?? 0);
    }
    this.thresholds.needsUpdate = true;
  }

  dispose(): void {
    for (const texture of [this.positions, this.values, this.thresholds]) texture.dispose();
  }
}
