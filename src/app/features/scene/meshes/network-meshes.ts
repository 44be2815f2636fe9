import type { DataTexture, Mesh } from 'three';
import type { LayerLayout, NetworkLayout } from '../geometry/network-layout.ts';
import { typicalWeight } from '../lens/typical-weight.ts';
import type { SharedUniforms } from './blended-quads.ts';
import { ConnectionMesh } from './connection-mesh.ts';
import type { LensUniforms } from './lens-uniforms.ts';
import { NeuronMesh } from './neuron-mesh.ts';
import type { Palette } from './palette.ts';
import { PixelMesh } from './pixel-mesh.ts';
import type { SceneOptions } from './scene-options.ts';
import type { SceneLook } from '../lens/scene-look.ts';
import { isSquareImage, TileMesh } from './tile-mesh.ts';

/** All that is drawn of a network. */
export class NetworkMeshes {
  readonly pixels: PixelMesh;
  /** One per dense layer. */
  readonly connections: readonly ConnectionMesh[];
  /** One per dense layer. */
  readonly neurons: readonly NeuronMesh[];
  /** The first of them, if it takes a square image. */
  readonly tiles: TileMesh | undefined;
  private first: Float32Array | undefined;

  constructor(layout: NetworkLayout, input: LayerLayout, shared: SharedUniforms) {
    const later = layout.layers.slice(1);
    this.pixels = new PixelMesh(input, shared);
    this.connections = later.map(
      (target, index) => new ConnectionMesh(layout.layers[index] ?? input, target, shared),
    );
    this.neurons = later.map((layer, index) =>
      index === 0 && isSquareImage(input)
        ? new TileMesh(input, layer, shared)
        : new NeuronMesh(layer, shared),
    );
    const [first] = this.neurons;
    this.tiles = first instanceof TileMesh ? first : undefined;
  }

  /**
   * The meshes in the order in which they are drawn: lines first, so that they end at the edge of neurons.
   * @param layers indices from the farthest to the nearest
   */
  inOrder(layers: readonly number[]): Mesh[] {
    const drawn = layers.map((layer) => (layer === 0 ? this.pixels : this.neurons[layer - 1]));
    return [...this.connections, ...drawn].flatMap((part) => (part ? [part.mesh] : []));
  }

  /**
   * @param weights `[out][in]`, one array per dense layer
   * @param lens shows those of the first layer, too
   * @returns the textures with them
   */
  setWeights(
    weights: readonly Float32Array[],
    { full: { times, least } }: SceneLook,
    lens: LensUniforms,
  ): DataTexture[] {
    const textures = this.connections.map((mesh, index) =>
      mesh.setWeights(weights[index] ?? new Float32Array()),
    );
    const [[first], [texture]] = [weights, textures];
    if (first && texture) {
      const full = Math.max(least, times * typicalWeight(first, texture.image.width));
      lens.setWeights(texture, full);
      this.tiles?.setWeights(texture, full);
      this.first = first;
    }
    return textures;
  }

  /** Compares the first layer's weights with what they were. */
  setBefore(before: Float32Array, { full }: SceneLook): DataTexture | undefined {
    const { first, tiles } = this;
    if (!first || !tiles) return undefined;
    const inputs = first.length / tiles.count;
    return tiles.setBefore(before, full.times * typicalWeight(first, inputs, before));
  }

  setPalette(palette: Palette): void {
    for (const mesh of [...this.connections, ...this.neurons]) mesh.setPalette(palette);
    this.pixels.setPalette(palette);
  }

  setOptions(options: SceneOptions): void {
    for (const mesh of this.connections) mesh.setOptions(options);
  }

  dispose(): void {
    for (const mesh of [this.pixels, ...this.connections, ...this.neurons]) mesh.dispose();
  }
}
