import { base64FromBytes, bytesFromBase64 } from './base64.ts';
import { decodeFloat16, encodeFloat16 } from './float16.ts';
import { JsonField, parseJson } from './json-field.ts';
import type { NetworkSpec, NetworkWeights } from './network-spec.ts';

/**
 * Parses the weights of one checkpoint (snapshot version 1, little-endian binary16 in base64).
 * @param spec the network in the manifest; shapes, names and activations must match it
 * @param file name or URL for error messages
 * @throws FormatError that names the field
 */
export function parseSnapshot(text: string, file: string, spec: NetworkSpec): NetworkWeights {
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

function parseTensor(field: JsonField, ...shape: readonly number[]): Float32Array {
  field.get('shape').shape(...shape);
  const data = field.get('data');
  const count = shape.reduce((product, size) => product * size, 1);
  const bytes = bytesFromBase64(data.string());
  if (bytes === undefined) throw data.error('base64');
  if (bytes.length !== count * 2) {
    throw data.error(`${count * 2} bytes (${count} half floats)`, `${bytes.length}`);
  }
  const values = decodeFloat16(bytes);
  const broken = firstNotFinite(values);
  if (broken !== -1) throw data.error('finite numbers', `${values[broken]} at index ${broken}`);
  return values;
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

/** A loop: a callback for each of 100,000 weights takes nine times as long. */
function firstNotFinite(values: Float32Array): number {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) return i;
  }
  return -1;
}
