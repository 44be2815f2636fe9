import { FormatError } from '#model';
import { shown } from '../shown.ts';
import { BATCH, featuresOf, unchanged, type Flow } from './flow.ts';
import { NodeCall, type GraphValue } from './node-call.ts';
import type { OnnxModel, OnnxNode, OnnxValueInfo } from './onnx-model.ts';
import { operatorOf } from './operators.ts';
import { parseTensor, type ExternalData } from './tensor.ts';

/** Pixels of an image. */
export const PIXELS = 784;
/** Version 7 brought the operators' rules of broadcasting. */
const OLDEST_OPSET = 7;
/** Of all constants of a graph together, with those that are computed from others: memory sets it. */
const MOST_VALUES = 2 ** 26;

/** What a graph computes from an image, value by value: each is computed when it is first asked for. */
export class GraphWalk {
  private readonly model: OnnxModel;
  private readonly file: string;
  private readonly external: ExternalData;
  private readonly makers = new Map<string, OnnxNode>();
  private readonly values = new Map<string, GraphValue>();
  private kept = 0;
  /** Nodes that are being computed: one of them again is a circle. */
  private readonly begun = new Set<OnnxNode>();

  /**
   * @throws FormatError for old operators, other inputs than one image, and names that stand for two values
   */
  constructor(model: OnnxModel, file: string, external: ExternalData) {
    this.model = model;
    this.file = file;
    this.external = external;
    const opset = model.opsets.get('') ?? 0;
    if (model.opsets.has('') && opset < OLDEST_OPSET) {
      throw new FormatError(file, 'opset_import', `version ${OLDEST_OPSET} or newer`, `${opset}`);
    }
    const { inputs } = model;
    const [image] = inputs;
    if (!image || inputs.length > 1) {
      const names = inputs.slice(0, 5).map(({ name }) => shown(name));
      const found = names.length === 0 ? 'none' : `${inputs.length}: ${names.join(', ')}`;
      throw new FormatError(file, 'graph.input', 'one input, the image', found);
    }
    this.values.set(image.name, imageFlow(image, file));
    for (const node of model.nodes) {
      for (const [index, name] of node.outputs.entries()) {
        if (name === '') continue;
        const isTaken =
          this.makers.has(name) || this.values.has(name) || model.initializers.has(name);
        if (isTaken) {
          throw new FormatError(file, node.place, 'outputs with names of their own', shown(name));
        }
        // Further outputs are those of training: masks and running means.
        if (index === 0) this.makers.set(name, node);
      }
    }
  }

  /**
   * What a name stands for.
   * @throws FormatError that names the node
   */
  readonly valueOf = (name: string): GraphValue => {
    const known = this.values.get(name);
    if (known) return known;
    const value = this.compute(name);
    if (value.kind === 'constant') this.kept += value.values.length;
    if (this.kept > MOST_VALUES) {
      const place = `value ${shown(name)}`;
      throw new FormatError(this.file, place, `constants of at most ${MOST_VALUES} values`, 'more');
    }
    this.values.set(name, value);
    return value;
  };

  private compute(name: string): GraphValue {
    const initializer = this.model.initializers.get(name);
    if (initializer) return { kind: 'constant', ...parseTensor(initializer, this.external) };
    const node = this.makers.get(name);
    if (!node) {
      const found = 'nothing that makes it';
      throw new FormatError(this.file, `value ${shown(name)}`, 'to be the output of a node', found);
    }
    if (this.begun.has(node)) {
      throw new FormatError(this.file, node.place, 'inputs that come before it', 'a circle');
    }
    this.begun.add(node);
    const opset = this.model.opsets.get(node.domain) ?? 0;
    const call = new NodeCall(this.file, node, opset, this.valueOf, this.external);
    return operatorOf(call)(call);
  }
}

/** The image as it goes in: its first axis is the batch where the others make 784 pixels. */
function imageFlow({ name, shape }: OnnxValueInfo, file: string): Flow {
  const sizes = shape ?? [BATCH, PIXELS];
  const [first = NaN, ...rest] = sizes;
  const flow = (batch: number, axes: readonly number[]): Flow => ({
    kind: 'flow',
    shape: axes,
    batch,
    layers: [],
    open: { scaling: unchanged(PIXELS) },
    input: undefined,
    hasEnded: false,
  });
  const isOpen = rest.some(Number.isNaN);
  if (rest.length > 0 && !isOpen && featuresOf(rest) === PIXELS)
    return flow(first, [BATCH, ...rest]);
  if (sizes.length > 0 && !isOpen && featuresOf(sizes) === PIXELS && first > 0)
    return flow(NaN, sizes);
  // Sizes that are left open are taken to be those of an image.
  if (rest.length > 0 && isOpen && PIXELS % featuresOf(rest) === 0) {
    const known = featuresOf(rest);
    const filled = rest.map((size) => (Number.isNaN(size) ? PIXELS / known : size));
    if (featuresOf(filled) === PIXELS) return flow(first, [BATCH, ...filled]);
    return flow(first, [BATCH, PIXELS]);
  }
  const found = sizes.map((size) => (Number.isNaN(size) ? 'open' : String(size))).join(', ');
  const expected = `${PIXELS} pixels an image, 28x28`;
  throw new FormatError(file, `input ${shown(name)}`, expected, `shape [${found}]`);
}
