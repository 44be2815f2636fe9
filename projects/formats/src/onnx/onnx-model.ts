import { FormatError } from '#model';
import { shown } from '../shown.ts';
import { WireMessage } from './wire-message.ts';

/** A node's attribute, read when it is asked for. */
export type OnnxAttributes = ReadonlyMap<string, WireMessage>;

/** An operator and what it is applied to (NodeProto of onnx.proto). */
export interface OnnxNode {
  /** `node "fc1" (Gemm)`, for errors. */
  readonly place: string;
  readonly operator: string;
  /** Empty for ONNX's own operators. */
  readonly domain: string;
  /** Names of values; empty for an optional one that is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: OnnxAttributes;
}

/** An input or output of a graph. */
export interface OnnxValueInfo {
  readonly name: string;
  /** NaN for a size that is open; undefined where the file says nothing about the shape. */
  readonly shape: readonly number[] | undefined;
}

/** What an ONNX file says, as far as networks need it (ModelProto of onnx.proto). */
export interface OnnxModel {
  readonly producer: string;
  readonly producerVersion: string;
  /** Versions of operator sets by domain; ONNX's own is empty. */
  readonly opsets: ReadonlyMap<string, number>;
  readonly metadata: ReadonlyMap<string, string>;
  readonly nodes: readonly OnnxNode[];
  /** Constants by name, as TensorProto. */
  readonly initializers: ReadonlyMap<string, WireMessage>;
  /** Without those that are constants: before IR 4 each constant was an input, too. */
  readonly inputs: readonly OnnxValueInfo[];
  readonly outputs: readonly OnnxValueInfo[];
}

const MOST_NODES = 1000;
const MOST_INITIALIZERS = 2000;

/**
 * Reads the outline of an ONNX file; tensors are read when they are used.
 * @throws FormatError for what is no protobuf, has no graph, or is larger than any perceptron needs
 */
export function parseOnnxModel(bytes: Uint8Array, file: string): OnnxModel {
  const model = new WireMessage(bytes, file);
  const graph = model.message(7, 'graph');
  if (!graph || !model.has(8)) {
    throw new FormatError(file, 'the file', 'an ONNX model with a graph', 'none in it');
  }
  const nodeMessages = graph.messages(1, 'node');
  if (nodeMessages.length > MOST_NODES) {
    throw new FormatError(file, 'graph.node', `at most ${MOST_NODES}`, `${nodeMessages.length}`);
  }
  if (graph.has(15)) {
    throw graph.error('sparse_initializer', 'none: only dense weights can be read', 'some');
  }
  const initializers = initializersOf(graph);
  const inputs = graph.messages(11, 'input').map(valueInfoOf);
  return {
    producer: model.text(2, 'producer_name'),
    producerVersion: model.text(3, 'producer_version'),
    opsets: opsetsOf(model),
    metadata: pairsOf(model),
    nodes: nodeMessages.map(nodeOf),
    initializers,
    inputs: inputs.filter(({ name }) => !initializers.has(name)),
    outputs: graph.messages(12, 'output').map(valueInfoOf),
  };
}

function initializersOf(graph: WireMessage): Map<string, WireMessage> {
  const tensors = graph.messages(5, 'initializer');
  if (tensors.length > MOST_INITIALIZERS) {
    throw graph.error('initializer', `at most ${MOST_INITIALIZERS}`, `${tensors.length}`);
  }
  const byName = new Map<string, WireMessage>();
  for (const tensor of tensors) {
    const name = tensor.text(8, 'name');
    if (byName.has(name)) throw tensor.error('name', 'a name of its own', shown(name));
    byName.set(name, tensor);
  }
  return byName;
}

function opsetsOf(model: WireMessage): Map<string, number> {
  return new Map(
    model.messages(8, 'opset_import').map((opset) => {
      const domain = opset.text(1, 'domain');
      return [domain === 'ai.onnx' ? '' : domain, opset.integer(2, 'version') ?? 0];
    }),
  );
}

function pairsOf(model: WireMessage): Map<string, string> {
  return new Map(
    model
      .messages(14, 'metadata_props')
      .map((pair) => [pair.text(1, 'key'), pair.text(2, 'value')] as const),
  );
}

function nodeOf(message: WireMessage, index: number): OnnxNode {
  const name = message.text(3, 'name');
  const operator = message.text(4, 'op_type');
  const domain = message.text(7, 'domain');
  const full = domain === '' || domain === 'ai.onnx' ? operator : `${domain}.${operator}`;
  const known = name === '' ? `${index}` : shown(name);
  return {
    place: `node ${known} (${/^[\w.]{1,60}$/.test(full) ? full : shown(full)})`,
    operator,
    domain: domain === 'ai.onnx' ? '' : domain,
    inputs: message.texts(1, 'input'),
    outputs: message.texts(2, 'output'),
    attributes: new Map(
      message.messages(5, 'attribute').map((attribute) => [attribute.text(1, 'name'), attribute]),
    ),
  };
}

function valueInfoOf(message: WireMessage): OnnxValueInfo {
  const shape = message.message(2, 'type')?.message(1, 'tensor_type')?.message(2, 'shape');
  return {
    name: message.text(1, 'name'),
    shape: shape?.messages(1, 'dim').map((dim) => {
      const size = dim.integer(1, 'dim_value') ?? 0;
      return size > 0 ? size : NaN;
    }),
  };
}
