import {
  decodeFloat16,
  encodeFloat16,
  float16FromNumber,
  FormatError,
  numberFromFloat16,
  parameterCount,
  type NetworkSpec,
  type NetworkWeights,
  type PackedWeights,
} from '#model';

/** How weights are stored: as half floats where these hold them exactly. */
export type Precision = 'float16' | 'float32';

const BYTES = { float16: 2, float32: 4 } as const;

/** The precision that loses nothing of any of these weights. */
export function precisionOf(checkpoints: Iterable<NetworkWeights>): Precision {
  for (const layers of checkpoints) {
    for (const { weights, biases } of layers) {
      if (!weights.every(isHalf) || !biases.every(isHalf)) return 'float32';
    }
  }
  return 'float16';
}

/** Size of one stored checkpoint. */
export function checkpointBytes(spec: NetworkSpec, precision: Precision): number {
  return parameterCount(spec) * BYTES[precision];
}

/** Weights as bytes: layer by layer weights `[out][in]`, then biases; float32 in the device's own order of bytes. */
export function encodeWeights(
  weights: NetworkWeights,
  precision: Precision,
): Uint8Array<ArrayBuffer> {
  const parts = weights
    .flatMap((layer) => [layer.weights, layer.biases])
    .map((values) =>
      precision === 'float16'
        ? encodeFloat16(values)
        : new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
    );
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/**
 * Weights from the bytes of `encodeWeights`.
 * @param place what they belong to, for errors
 * @throws FormatError if there are more or fewer than the network has
 */
export function decodeWeights(
  bytes: ArrayBuffer,
  spec: NetworkSpec,
  precision: Precision,
  place: string,
): NetworkWeights {
  const expected = checkpointBytes(spec, precision);
  if (bytes.byteLength !== expected) {
    throw new FormatError(place, 'weights', `${expected} bytes`, `${bytes.byteLength}`);
  }
  const values =
    precision === 'float16' ? decodeFloat16(new Uint8Array(bytes)) : new Float32Array(bytes);
  let at = 0;
  // Copies, so that each can be transferred by itself.
  const take = (count: number): Float32Array => values.slice(at, (at += count));
  return spec.layers.map(({ inputs, outputs }) => ({
    weights: take(inputs * outputs),
    biases: take(outputs),
  }));
}

/** Copies of the layers in the half floats of `encodeWeights`, each of which can be transferred by itself. */
export function packedWeights(bytes: ArrayBuffer, { layers }: NetworkSpec): PackedWeights {
  let at = 0;
  const take = (count: number): Uint8Array<ArrayBuffer> =>
    new Uint8Array(bytes.slice(at, (at += count * BYTES.float16)));
  return layers.map(({ inputs, outputs }) => ({
    weights: take(inputs * outputs),
    biases: take(outputs),
  }));
}

function isHalf(value: number): boolean {
  return numberFromFloat16(float16FromNumber(value)) === value;
}
