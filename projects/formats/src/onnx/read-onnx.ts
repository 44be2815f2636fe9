import {
  FormatError,
  sizeProblem,
  type LayerSpec,
  type NetworkSpec,
  type NetworkWeights,
} from '#model';
import type { ChosenFile } from '../chosen-file.ts';
import { shown } from '../shown.ts';
import { finished, type ClosedLayer, type Flow } from './flow.ts';
import { parseOnnxModel, type OnnxModel } from './onnx-model.ts';
import type { ExternalData, Numbers } from './tensor.ts';
import { GraphWalk, PIXELS } from './walk-graph.ts';

/** A perceptron as an ONNX file has it. */
export interface OnnxNetwork {
  /** Its normalization is what the graph does with all pixels alike before the first layer. */
  readonly spec: NetworkSpec;
  readonly weights: NetworkWeights;
  readonly producer: string;
  readonly producerVersion: string;
  readonly metadata: ReadonlyMap<string, string>;
  /** Operators that went into other layers' weights, each once. */
  readonly folded: readonly string[];
  /** Outputs of the graph that are not the network's answer. */
  readonly otherOutputs: readonly string[];
  /** Files beside the model whose data it uses. */
  readonly dataFiles: readonly ChosenFile[];
  /** Of ONNX's own operators. */
  readonly opset: number;
}

const CLASSES = 10;
const MOST_OUTPUTS = 20;
const AS_IT_IS = { mean: 0, std: 1 };
const FOLDED = ['BatchNormalization', 'Scaler', 'Sub', 'Div', 'Mul'];

/**
 * Reads a multi-layer perceptron from an ONNX file: dense layers, ReLU, and what can be folded into them exactly, in
 * float64. It computes the logits of an image of 784 pixels, as they are meant to come in.
 * @param others files that were chosen with it, among which its external data may be
 * @throws FormatError that names node and operator
 */
export function readOnnx(
  { name: file, bytes }: ChosenFile,
  others: readonly ChosenFile[] = [],
): OnnxNetwork {
  const model = parseOnnxModel(bytes, file);
  const dataFiles = new Set<ChosenFile>();
  const external = { files: others, used: (data: ChosenFile) => dataFiles.add(data) };
  const { flow, name } = answerOf(model, file, external);
  const layers = finished(flow);
  if (!layers) {
    const found = 'values that are scaled after its ReLU, or no layer at all';
    throw new FormatError(file, `output ${shown(name)}`, 'the last layer’s values', found);
  }
  const spec = specOf(layers, flow, file);
  return {
    spec,
    weights: layers.map((layer, index) => ({
      weights: finite(layer.weights, file, `weights of layer ${index + 1}`),
      biases: finite(layer.biases, file, `biases of layer ${index + 1}`),
    })),
    producer: model.producer,
    producerVersion: model.producerVersion,
    metadata: model.metadata,
    folded: FOLDED.filter((operator) => model.nodes.some((node) => node.operator === operator)),
    otherOutputs: model.outputs.map((output) => output.name).filter((other) => other !== name),
    dataFiles: [...dataFiles],
    opset: model.opsets.get('') ?? 0,
  };
}

/**
 * The output that has a value for each digit. Others may be the digit itself, as scikit-learn writes it, which no
 * layer computes: an output is only refused when none is left.
 */
function answerOf(
  model: OnnxModel,
  file: string,
  external: ExternalData,
): { readonly flow: Flow; readonly name: string } {
  const refusals: FormatError[] = [];
  for (const { name } of model.outputs.slice(0, MOST_OUTPUTS)) {
    try {
      // A walk for each, so that what was computed in vain is not kept.
      const value = new GraphWalk(model, file, external).valueOf(name);
      if (value.kind === 'flow' && value.shape.at(-1) === CLASSES) return { flow: value, name };
      const shape = value.shape.map((size) => (Number.isNaN(size) ? 'batch' : String(size)));
      const found = value.kind === 'flow' ? `shape [${shape.join(', ')}]` : 'a constant';
      const place = `output ${shown(name)}`;
      refusals.push(new FormatError(file, place, `a value for each of ${CLASSES} digits`, found));
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      refusals.push(error);
    }
  }
  // The last one: labels come first.
  throw (
    refusals.at(-1) ??
    new FormatError(file, 'graph.output', `a value for each of ${CLASSES} digits`, 'none')
  );
}

function specOf(layers: readonly ClosedLayer[], flow: Flow, file: string): NetworkSpec {
  const sizes = [layers[0]?.inputs ?? 0, ...layers.map(({ outputs }) => outputs)];
  const problem = sizeProblem(sizes);
  if (problem) throw new FormatError(file, 'layers', problem.expected, problem.found);
  if (sizes[0] !== PIXELS) {
    throw new FormatError(file, 'layers', `${PIXELS} inputs`, `${sizes[0]}`);
  }
  return {
    layers: layers.map(({ inputs, outputs, activation }, index): LayerSpec => ({
      name: `dense_${index}`,
      activation,
      inputs,
      outputs,
    })),
    normalization: flow.input ?? AS_IT_IS,
  };
}

/** As float32, which every one of them has to be finite in. */
function finite(values: Numbers, file: string, place: string): Float32Array {
  const rounded = values instanceof Float32Array ? values : Float32Array.from(values);
  for (let i = 0; i < rounded.length; i++) {
    if (!Number.isFinite(rounded[i])) {
      throw new FormatError(file, place, 'finite numbers', `${rounded[i]} at index ${i}`);
    }
  }
  return rounded;
}
