import { FormatError } from '#model';
import type { Flow } from './flow.ts';
import type { OnnxNode } from './onnx-model.ts';
import { parseTensor, type ExternalData, type Tensor } from './tensor.ts';

/** A value that does not depend on the image. */
export interface Constant extends Tensor {
  readonly kind: 'constant';
}

/** What a name in a graph stands for. */
export type GraphValue = Constant | Flow;

/** One operator's view of its node: inputs, attributes, and how to refuse. */
export class NodeCall {
  readonly file: string;
  readonly node: OnnxNode;
  /** Version of the operator set. */
  readonly opset: number;
  private readonly valueOf: (name: string) => GraphValue;
  private readonly external: ExternalData;

  constructor(
    file: string,
    node: OnnxNode,
    opset: number,
    valueOf: (name: string) => GraphValue,
    external: ExternalData,
  ) {
    this.file = file;
    this.node = node;
    this.opset = opset;
    this.valueOf = valueOf;
    this.external = external;
  }

  error(expected: string, found: string): FormatError {
    return new FormatError(this.file, this.node.place, expected, found);
  }

  /** Whether an optional input is there. */
  hasInput(index: number): boolean {
    return (this.node.inputs[index] ?? '') !== '';
  }

  input(index: number): GraphValue {
    const name = this.node.inputs[index] ?? '';
    if (name === '') throw this.error(`input ${index + 1}`, 'none');
    return this.valueOf(name);
  }

  /** An input that depends on the image. */
  flow(index = 0): Flow {
    const value = this.input(index);
    if (value.kind === 'flow') return value;
    throw this.error(`input ${index + 1} that is computed from the image`, 'a constant');
  }

  constant(index: number, what = 'a constant'): Constant {
    const value = this.input(index);
    if (value.kind === 'constant') return value;
    throw this.error(`${what} as input ${index + 1}`, 'a value computed from the image');
  }

  /** Both inputs of an operator that takes what comes from the image, and a constant, in either order. */
  flowAndConstant(): {
    readonly flow: Flow;
    readonly constant: Constant;
    readonly isFlowFirst: boolean;
  } {
    const [first, second] = [this.input(0), this.input(1)];
    if (first.kind === 'flow' && second.kind === 'constant') {
      return { flow: first, constant: second, isFlowFirst: true };
    }
    if (second.kind === 'flow' && first.kind === 'constant') {
      return { flow: second, constant: first, isFlowFirst: false };
    }
    throw this.error('a constant as one input', 'two values computed from the image');
  }

  integerAttribute(name: string): number | undefined {
    return this.node.attributes.get(name)?.integer(3, 'i');
  }

  floatAttribute(name: string): number | undefined {
    return this.node.attributes.get(name)?.float(2, 'f');
  }

  integersAttribute(name: string): number[] | undefined {
    return this.node.attributes.get(name)?.integers(8, 'ints');
  }

  floatsAttribute(name: string): Float32Array | undefined {
    return this.node.attributes.get(name)?.floats(7, 'floats');
  }

  tensorAttribute(name: string): Tensor | undefined {
    const message = this.node.attributes.get(name)?.message(5, 't');
    return message && parseTensor(message, this.external);
  }

  /** Whole numbers from an attribute, or since some version of the operators from an input. */
  sizes(name: string, index: number): number[] | undefined {
    const given = this.integersAttribute(name);
    if (given || !this.hasInput(index)) return given;
    return Array.from(this.constant(index, 'constant sizes').values);
  }

  /** An axis of so many, counted from the end if it is below 0. */
  axis(axis: number, rank: number): number {
    const counted = axis < 0 ? axis + rank : axis;
    if (Number.isInteger(counted) && counted >= 0 && counted <= rank) return counted;
    throw this.error(`an axis of ${rank}`, `${axis}`);
  }
}
