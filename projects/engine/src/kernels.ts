import { bytesFromBase64 } from '#model';
import { KERNELS_WASM_BASE64 } from './kernels.wasm.ts';

/** Address of a record in WebAssembly memory; `assembly/layout.ts` says what is in it. */
export type RecordAddress = number;

/** Functions of the WebAssembly module, documented in `assembly/`. */
export interface Kernels {
  readonly heapBase: () => number;
  readonly exp: (x: number) => number;
  readonly log: (x: number) => number;
  readonly cos: (x: number) => number;
  readonly augment: (
    batch: RecordAddress,
    augmentation: RecordAddress,
    from: number,
    to: number,
  ) => void;
  readonly gather: (layer: RecordAddress, batch: RecordAddress, from: number, to: number) => void;
  readonly activate: (below: RecordAddress, layer: RecordAddress, from: number, to: number) => void;
  readonly forward: (layer: RecordAddress, from: number, to: number) => void;
  readonly softmaxCrossEntropy: (
    layer: RecordAddress,
    batch: RecordAddress,
    from: number,
    to: number,
  ) => void;
  readonly scatterColumns: (
    layer: RecordAddress,
    batch: RecordAddress,
    rowFrom: number,
    rowTo: number,
  ) => void;
  readonly backward: (layer: RecordAddress, below: RecordAddress, from: number, to: number) => void;
  readonly sumDeltas: (layer: RecordAddress, batch: RecordAddress) => void;
  readonly sumWeights: (
    layer: RecordAddress,
    chunk: number,
    rowFrom: number,
    rowTo: number,
  ) => void;
  readonly foldBias: (layer: RecordAddress, chunks: number) => void;
  readonly average: (target: number, values: number, floats: number, share: number) => void;
  readonly updateBias: (layer: RecordAddress, adam: RecordAddress) => void;
  readonly updateWeights: (
    layer: RecordAddress,
    adam: RecordAddress,
    chunk: number,
    rowFrom: number,
    rowTo: number,
  ) => void;
}

/** The kernels and the memory that they work on. */
export interface KernelInstance {
  readonly kernels: Kernels;
  readonly memory: WebAssembly.Memory;
}

let compiled: Promise<WebAssembly.Module> | undefined;

/** Instantiates the embedded module on a memory of its own, one page large. */
export async function loadKernels(): Promise<KernelInstance> {
  compiled ??= WebAssembly.compile(kernelBytes());
  const memory = new WebAssembly.Memory({ initial: 1 });
  const instance = await WebAssembly.instantiate(await compiled, { env: { memory } });
  // The module is ours and checked against its source; its exports are what `Kernels` says.
  return { kernels: instance.exports as unknown as Kernels, memory };
}

function kernelBytes(): Uint8Array<ArrayBuffer> {
  const bytes = bytesFromBase64(KERNELS_WASM_BASE64);
  if (!bytes) throw new Error('kernels.wasm.ts: expected base64, found something else');
  return bytes;
}
