import { base64FromBytes, bytesFromBase64 } from './base64.ts';
import { decodeFloat16, encodeFloat16, numberFromFloat16 } from './float16.ts';
import { JsonField, parseJson } from './json-field.ts';
import type { NetworkSpec, NetworkWeights } from './network-spec.ts';

/** Parameters of one dense layer in half the memory: little-endian binary16, two bytes each. */
export interface PackedLayer {
  /** Row-major `[out][in]`. */
  readonly weights: Uint8Array<ArrayBuffer>;
  /** `[out]`. */
  readonly biases: Uint8Array<ArrayBuffer>;
}

/** Parameters of a whole network as a file has them, one entry per layer. */
export type PackedWeights = readonly PackedLayer[];

/**
 * Parses the weights of one checkpoint (snapshot version 1, little-endian binary16 in base64).
 * @param spec the network in the manifest; shapes, names and activations must match it
 * @param file name or URL for error messages
 * @throws FormatError that names the field
 */
export function parseSnapshot(text: string, file: string, spec: NetworkSpec): NetworkWeights {
  return unpackWeights(parsePackedSnapshot(text, file, spec));
}

/** The parameters of a whole network as numbers. */
export function unpackWeights(packed: PackedWeights): NetworkWeights {
  return packed.map(({ weights, biases }) => ({
    weights: decodeFloat16(weights),
    biases: decodeFloat16(biases),
  }));
}

/** Parses and checks as `parseSnapshot` does, and leaves the numbers packed. */
export function parsePackedSnapshot(text: string, file: string, spec: NetworkSpec): PackedWeights {
  const root = new JsonField(file, parseJson(text, file));
  root.get('version').oneOf(1);
  root.get('dtype').oneOf('float16');
  const layers = root.get('layers');
  const fields = layers.items();
  if (fields.length !== spec.layers.length) {
    throw layers.error(`${spec.layers.length} layers`, `${fields.length}`);
  }
  return spec.layers.map((layer, index) => {
    const field = fields[index] ?? layers;
    field.get('layer_index').oneOf(index);
    field.get('name').oneOf(layer.name);
    field.get('activation').oneOf(layer.activation);
    return {
      weights: parseTensor(field.get('weights'), layer.outputs, layer.inputs),
      biases: parseTensor(field.get('biases'), layer.outputs),
    };
  });
}

/**
 * Writes the weights of one checkpoint, compact and without a final newline, like the seed.
 * @throws RangeError when a weight is not finite as binary16 (beyond 65,504, or NaN)
 */
export function formatSnapshot(spec: NetworkSpec, weights: NetworkWeights): string {
  const layers = spec.layers.map((layer, index) => ({
    layer_index: index,
    name: layer.name,
    activation: layer.activation,
    weights: formatTensor(weights[index]?.weights, layer.outputs, layer.inputs),
    biases: formatTensor(weights[index]?.biases, layer.outputs),
  }));
  return JSON.stringify({ version: 1, dtype: 'float16', layers });
}

function parseTensor(field: JsonField, ...shape: readonly number[]): Uint8Array<ArrayBuffer> {
  field.get('shape').shape(...shape);
  const data = field.get('data');
  const count = shape.reduce((product, size) => product * size, 1);
  const bytes = bytesFromBase64(data.string());
  if (bytes === undefined) throw data.error('base64');
  if (bytes.length !== count * 2) {
    throw data.error(`${count * 2} bytes (${count} half floats)`, `${bytes.length}`);
  }
  const broken = firstNotFinite(bytes);
  if (broken !== -1) {
    const half = new DataView(bytes.buffer).getUint16(broken * 2, true);
    throw data.error('finite numbers', `${numberFromFloat16(half)} at index ${broken}`);
  }
  return bytes;
}

function formatTensor(
  values: Float32Array | undefined,
  ...shape: readonly number[]
): { shape: readonly number[]; data: string } {
  const count = shape.reduce((product, size) => product * size, 1);
  if (values?.length !== count) {
    throw new RangeError(`snapshot: expected ${count} values, found ${values?.length ?? 0}`);
  }
  const broken = values.findIndex((value) => !(Math.abs(value) < 65520));
  if (broken !== -1) {
    throw new RangeError(
      `snapshot: expected values that binary16 can hold, found ${values[broken]} at index ${broken}`,
    );
  }
  return { shape, data: base64FromBytes(encodeFloat16(values)) };
}

/**
 * Index of the first binary16 whose exponent says infinity or NaN; -1 if there is none. A loop: a callback for each of
 * 100,000 weights takes nine times as long.
 */
function firstNotFinite(bytes: Uint8Array): number {
  for (let high = 1; high < bytes.length; high += 2) {
    if (((bytes[high] ?? 0) & 0x7c) === 0x7c) return (high - 1) / 2;
  }
  return -1;
}
