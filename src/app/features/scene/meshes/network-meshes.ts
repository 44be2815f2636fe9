import type { DataTexture, Mesh } from 'three';
import type { LayerLayout, NetworkLayout } from '../geometry/network-layout.ts';
import type { SharedUniforms } from './blended-quads.ts';
import { ConnectionMesh } from './connection-mesh.ts';
import { NeuronMesh } from './neuron-mesh.ts';
import type { Palette } from './palette.ts';
import { PixelMesh } from './pixel-mesh.ts';
import type { SceneOptions } from './scene-options.ts';
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

  /** @returns the texture of a dense layer's weights, `[out][in]`; undefined if there is no such layer */
  setWeights(index: number, weights: Float32Array): DataTexture | undefined {
    return this.connections[index]?.setWeights(weights);
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
