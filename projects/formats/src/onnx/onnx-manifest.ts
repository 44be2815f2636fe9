import {
  FormatError,
  parseManifest,
  sha256Hex,
  type Manifest,
  type NetworkSpec,
  type NetworkWeights,
} from '#model';
import { joined } from '../joined.ts';
import type { CheckpointMoment } from '../read-network.ts';

/** Where our ONNX files keep the manifest of their network. */
export const MANIFEST_KEY = 'mnist-mlp-visualizer.manifest';

/** What an ONNX file of ours says of its network, and of the one checkpoint in it. */
export interface OwnManifest {
  readonly manifest: Manifest;
  readonly moment: CheckpointMoment;
}

/** SHA-256 of weights and biases, layer by layer, as little-endian float32. */
export function weightsHash(weights: NetworkWeights): string {
  const parts = weights
    .flatMap((layer) => [layer.weights, layer.biases])
    .map((values) => {
      const bytes = new Uint8Array(values.length * 4);
      const view = new DataView(bytes.buffer);
      for (let i = 0; i < values.length; i++) view.setFloat32(i * 4, values[i] ?? 0, true);
      return bytes;
    });
  return sha256Hex(joined(parts));
}

/**
 * The manifest in an ONNX file's metadata, if there is one, and if it is of exactly this network: other programs may
 * have changed the weights and kept the metadata.
 */
export function manifestOf(
  metadata: ReadonlyMap<string, string>,
  spec: NetworkSpec,
  weights: NetworkWeights,
): OwnManifest | 'none' | 'of another network' {
  const text = metadata.get(MANIFEST_KEY);
  if (text === undefined) return 'none';
  let manifest: Manifest;
  try {
    manifest = parseManifest(text, MANIFEST_KEY);
  } catch (error) {
    // Not ours after all, or changed: the network itself is none the worse.
    if (error instanceof FormatError) return 'of another network';
    throw error;
  }
  const [checkpoint] = manifest.timeline;
  if (!checkpoint || shapeOf(manifest.network) !== shapeOf(spec)) return 'of another network';
  const { shard, ...moment } = checkpoint;
  return shard.sha256 === weightsHash(weights) ? { manifest, moment } : 'of another network';
}

/** Sizes, activations and normalization, as the graph has them: in float32. */
function shapeOf({ layers, normalization: { mean, std } }: NetworkSpec): string {
  const sizes = layers.map(({ inputs, outputs, activation }) => [inputs, outputs, activation]);
  return JSON.stringify([sizes, Math.fround(mean), Math.fround(std)]);
}
