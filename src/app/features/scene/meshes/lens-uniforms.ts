import { DataTexture, DataUtils, HalfFloatType, RedFormat, type IUniform } from 'three';
import type { NetworkLayout } from '../geometry/network-layout.ts';
import type { Lens } from '../lens/lens.ts';
import { MOST_REACHED } from '../lens/most-reached.ts';

/** A lens, and how much of it is shown, 0 to 1. */
export interface ShownLens {
  readonly lens: Lens | undefined;
  readonly share: number;
}

/** What the shaders know of the lens, in uniforms that all meshes of the scene share. */
export class LensUniforms {
  readonly uniforms = {
    /** How much is shown of what raises a neuron, 0 to 1. */
    lens: { value: 0 },
    /** The first-layer neuron whose weights are shown; -1: the map. */
    lensRow: { value: -1 },
    lensWeights: { value: null } as IUniform<DataTexture | null>,
    /** The weight that is shown in full colour. */
    lensFull: { value: 1 },
    /** A value per pixel, in half floats. */
    lensMap: { value: null } as IUniform<DataTexture | null>,
    /** Neurons that a pixel changes most: index among all neurons, -1 for none, and sign; `[MOST_REACHED][2]`. */
    reached: { value: new Float32Array(MOST_REACHED * 2).fill(-1) },
    /** How much of that is shown, 0 to 1. */
    reachedShare: { value: 0 },
  };

  private firstHidden = 0;
  private current: Lens | undefined;

  /** How much of the input plane the lens has, 0 to 1. */
  get shareOfPlane(): number {
    return this.uniforms.lens.value;
  }

  /** Prepares for a network, whose weights must be set again. */
  setLayout({ layers: [input, hidden] }: NetworkLayout): void {
    this.dispose();
    const pixels = input?.count ?? 1;
    const cells = new Uint16Array(pixels);
    this.uniforms.lensMap.value = new DataTexture(cells, pixels, 1, RedFormat, HalfFloatType);
    // Those of the network before are not on the GPU any more, and would be uploaded again.
    this.uniforms.lensWeights.value = null;
    this.firstHidden = hidden?.first ?? 0;
    this.current = undefined;
  }

  /**
   * @param texture with the weights of the first dense layer
   * @param full the weight that is shown in full colour
   */
  setWeights(texture: DataTexture, full: number): void {
    this.uniforms.lensWeights.value = texture;
    this.uniforms.lensFull.value = full;
  }

  /** Sets what the next frame shows; a map is uploaded once. */
  show({ lens, share }: ShownLens): void {
    const { uniforms } = this;
    const isOnPlane = lens?.kind === 'template' || lens?.kind === 'map';
    uniforms.lens.value = isOnPlane ? share : 0;
    uniforms.reachedShare.value = isOnPlane ? 0 : share;
    if (lens === this.current) return;
    this.current = lens;
    uniforms.lensRow.value = lens?.kind === 'template' ? lens.neuron : -1;
    uniforms.reached.value.fill(-1);
    if (lens?.kind === 'map') this.upload(lens.cells);
    if (lens?.kind !== 'pixel') return;
    lens.reached.forEach(({ neuron, weight }, index) => {
      uniforms.reached.value.set([this.firstHidden + neuron, Math.sign(weight)], index * 2);
    });
  }

  dispose(): void {
    this.uniforms.lensMap.value?.dispose();
  }

  private upload(cells: Float32Array): void {
    const texture = this.uniforms.lensMap.value;
    if (!texture) return;
    texture.image.data = Uint16Array.from(cells, (cell) => DataUtils.toHalfFloat(cell));
    texture.needsUpdate = true;
  }
}
