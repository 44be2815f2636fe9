import { formatManifest, type LayerSpec, type NetworkWeights } from '#model';
import { joined } from '../joined.ts';
import type { ReadCheckpoint, ReadNetwork } from '../read-network.ts';
import { MANIFEST_KEY, weightsHash } from './onnx-manifest.ts';
import {
  bytesField,
  integerField,
  messageField,
  textField,
  type WireField,
} from './wire-writer.ts';

/** No operator that is needed is newer, and every runtime reads it. */
const OPSET = 13;
const IR_VERSION = 7;
const FLOAT = 1;
const INTEGER_ATTRIBUTE = 2;
/** Widths and heights of images. */
const SIDE = 28;

/**
 * Writes a checkpoint as an ONNX file: ink 0..1 `[N, 1, 28, 28]` to `logits` and `probabilities` `[N, 10]`, float32,
 * with the normalization inside. What else is known of it is in the metadata, for readers that ask.
 * @throws RangeError for a network that does not take 28x28 pixels
 */
export function writeOnnx(
  network: ReadNetwork,
  checkpoint: ReadCheckpoint,
): Uint8Array<ArrayBuffer> {
  const { spec, training } = network;
  const inputs = spec.layers[0]?.inputs;
  if (inputs !== SIDE * SIDE) {
    throw new RangeError(`ONNX: expected ${SIDE * SIDE} inputs, found ${inputs ?? 0}`);
  }
  const { weights, moment } = checkpoint;
  const classes = spec.layers.at(-1)?.outputs ?? 0;
  const graph = [
    ...nodes(spec.layers),
    textField(2, 'mnist-mlp'),
    ...initializers(network, weights),
    messageField(11, ...valueInfo('ink', 1, SIDE, SIDE)),
    messageField(12, ...valueInfo('logits', classes)),
    messageField(12, ...valueInfo('probabilities', classes)),
  ];
  const shard = { path: 'weights', sha256: weightsHash(weights) };
  const timeline = [{ ...moment, shard }];
  const manifest = formatManifest({ network: spec, timeline, ...(training && { training }) });
  const metadata = {
    [MANIFEST_KEY]: manifest,
    labels: Array.from({ length: classes }, (_, digit) => digit).join(','),
    // For other programs; ours reads the manifest.
    ...(training?.['answer'] !== undefined && { calibration: JSON.stringify(training['answer']) }),
    ...(training?.['recipe'] !== undefined && { recipe: JSON.stringify(training['recipe']) }),
  };
  return joined([
    integerField(1, IR_VERSION),
    textField(2, 'mnist-mlp-visualizer'),
    messageField(7, ...graph),
    messageField(8, textField(1, ''), integerField(2, OPSET)),
    ...Object.entries(metadata).map(([key, value]) =>
      messageField(14, textField(1, key), textField(2, value)),
    ),
  ]);
}

/** Normalization, then for each layer Gemm and, but for linear ones, Relu; the last sum is `logits`. */
function nodes(layers: readonly LayerSpec[]): WireField[] {
  const result = [
    node('Sub', ['ink', 'mean'], 'ink_less_mean'),
    node('Div', ['ink_less_mean', 'std'], 'normalized'),
    node('Flatten', ['normalized'], 'pixels', attribute('axis', 1)),
  ];
  let before = 'pixels';
  for (const [index, { activation }] of layers.entries()) {
    const isLast = index === layers.length - 1;
    const name = isLast ? 'logits' : `activations_${index}`;
    const sum = activation === 'relu' ? `sums_${index}` : name;
    const parameters = [`weights_${index}`, `biases_${index}`];
    result.push(node('Gemm', [before, ...parameters], sum, attribute('transB', 1)));
    if (activation === 'relu') result.push(node('Relu', [sum], name));
    before = name;
  }
  return [...result, node('Softmax', ['logits'], 'probabilities', attribute('axis', 1))];
}

function initializers({ spec }: ReadNetwork, weights: NetworkWeights): WireField[] {
  const { mean, std } = spec.normalization;
  return [
    tensor('mean', [], Float32Array.of(mean)),
    tensor('std', [], Float32Array.of(std)),
    ...spec.layers.flatMap(({ outputs, inputs }, index) => {
      const layer = weights[index];
      if (layer?.weights.length !== outputs * inputs || layer.biases.length !== outputs) {
        throw new RangeError(
          `ONNX: expected ${outputs}x${inputs} weights in layer ${index}, found others`,
        );
      }
      return [
        tensor(`weights_${index}`, [outputs, inputs], layer.weights),
        tensor(`biases_${index}`, [outputs], layer.biases),
      ];
    }),
  ];
}

function node(
  operator: string,
  inputs: readonly string[],
  output: string,
  ...attributes: WireField[]
): WireField {
  return messageField(
    1,
    ...inputs.map((input) => textField(1, input)),
    textField(2, output),
    textField(3, output),
    textField(4, operator),
    ...attributes,
  );
}

function attribute(name: string, value: number): WireField {
  return messageField(
    5,
    textField(1, name),
    integerField(3, value),
    integerField(20, INTEGER_ATTRIBUTE),
  );
}

function tensor(name: string, shape: readonly number[], values: Float32Array): WireField {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < values.length; i++) view.setFloat32(i * 4, values[i] ?? 0, true);
  return messageField(
    5,
    ...shape.map((size) => integerField(1, size)),
    integerField(2, FLOAT),
    textField(8, name),
    bytesField(9, bytes),
  );
}

/** A tensor of float32 with any number of images. */
function valueInfo(name: string, ...sizes: readonly number[]): WireField[] {
  const dims = [
    messageField(1, textField(2, 'N')),
    ...sizes.map((size) => messageField(1, integerField(1, size))),
  ];
  const type = messageField(1, integerField(1, FLOAT), messageField(2, ...dims));
  return [textField(1, name), messageField(2, type)];
}
