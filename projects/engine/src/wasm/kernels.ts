import { bytesFromBase64 } from '#model';
import type { RecordAddress } from './kernel-record.ts';
import { KERNELS_WASM_BASE64, SHARED_MEMORY_FLAG } from './kernels.wasm.ts';

/** What is below belongs to the module's own constants; `heapBase` says how much of it. */
export const FIRST_FREE_BYTE = 65536;
const PAGE_BYTES = 65536;
const LARGEST_MEMORY_BYTES = 2 ** 32;

/** Functions of the WebAssembly module, documented in `assembly/`. */
export interface Kernels {
  readonly heapBase: () => number;
  readonly exp: (x: number) => number;
  readonly log: (x: number) => number;
  readonly cos: (x: number) => number;
  readonly augmentScratchBytes: () => number;
  readonly augment: (
    batch: RecordAddress<'Batch'>,
    augmentation: RecordAddress<'Augmentation'>,
    scratch: number,
    from: number,
    to: number,
  ) => void;
  readonly gather: (
    layer: RecordAddress<'Layer'>,
    batch: RecordAddress<'Batch'>,
    from: number,
    to: number,
  ) => void;
  readonly activate: (
    below: RecordAddress<'Layer'>,
    layer: RecordAddress<'Layer'>,
    from: number,
    to: number,
  ) => void;
  readonly forward: (layer: RecordAddress<'Layer'>, from: number, to: number) => void;
  readonly softmaxCrossEntropy: (
    layer: RecordAddress<'Layer'>,
    batch: RecordAddress<'Batch'>,
    from: number,
    to: number,
  ) => void;
  readonly backward: (
    layer: RecordAddress<'Layer'>,
    below: RecordAddress<'Layer'>,
    from: number,
    to: number,
  ) => void;
  readonly sumDeltas: (
    layer: RecordAddress<'Layer'>,
    batch: RecordAddress<'Batch'>,
    total: number,
  ) => void;
  readonly scatterColumns: (
    layer: RecordAddress<'Layer'>,
    batch: RecordAddress<'Batch'>,
    chunk: number,
  ) => void;
  readonly updateWeights: (
    layer: RecordAddress<'Layer'>,
    step: RecordAddress<'Step'>,
    deltaSum: number,
    chunk: number,
  ) => void;
  readonly updateBias: (
    layer: RecordAddress<'Layer'>,
    step: RecordAddress<'Step'>,
    deltaSum: number,
  ) => void;
  readonly averageWeights: (
    layer: RecordAddress<'Layer'>,
    step: RecordAddress<'Step'>,
    chunk: number,
  ) => void;
  readonly averageBias: (layer: RecordAddress<'Layer'>, step: RecordAddress<'Step'>) => void;
  readonly sumWeights: (layer: RecordAddress<'Layer'>) => void;
  readonly foldBias: (layer: RecordAddress<'Layer'>) => void;
}

/** The kernels and the memory that they work on. */
export interface KernelInstance {
  readonly kernels: Kernels;
  readonly memory: WebAssembly.Memory;
}

/** The kernels as another thread can be given them: it makes an instance of its own. */
export interface SharedKernels extends KernelInstance {
  readonly module: WebAssembly.Module;
}

let compiled: Promise<WebAssembly.Module> | undefined;
let compiledShared: Promise<WebAssembly.Module> | undefined;

/**
 * Instantiates the embedded module on a memory of its own.
 * @throws RangeError when there is not so much memory
 */
export async function loadKernels(bytes = FIRST_FREE_BYTE): Promise<KernelInstance> {
  compiled ??= WebAssembly.compile(kernelBytes());
  const memory = new WebAssembly.Memory({ initial: pagesOf(bytes), maximum: pagesOf(bytes) });
  return instantiateKernels(await compiled, memory);
}

/**
 * Instantiates the embedded module on a memory that threads can share.
 * @throws RangeError when there is not so much memory
 */
export async function loadSharedKernels(bytes: number): Promise<SharedKernels> {
  compiledShared ??= WebAssembly.compile(sharedKernelBytes());
  const module = await compiledShared;
  const pages = pagesOf(bytes);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  return { ...(await instantiateKernels(module, memory)), module };
}

/** Another instance of the module on the same memory. */
export async function instantiateKernels(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
): Promise<KernelInstance> {
  const instance = await WebAssembly.instantiate(module, { env: { memory } });
  // The module is ours and checked against its source; its exports are what `Kernels` says.
  return { kernels: instance.exports as unknown as Kernels, memory };
}

function pagesOf(bytes: number): number {
  if (bytes > LARGEST_MEMORY_BYTES) {
    throw new RangeError(
      `images and network: expected to need 4 GiB at most, found ${(bytes / 2 ** 30).toFixed(1)}`,
    );
  }
  return Math.ceil(bytes / PAGE_BYTES);
}

function kernelBytes(): Uint8Array<ArrayBuffer> {
  const bytes = bytesFromBase64(KERNELS_WASM_BASE64);
  if (!bytes) throw new Error('kernels.wasm.ts: expected base64, found something else');
  return bytes;
}

function sharedKernelBytes(): Uint8Array<ArrayBuffer> {
  const bytes = kernelBytes();
  bytes[SHARED_MEMORY_FLAG.at] = SHARED_MEMORY_FLAG.value;
  return bytes;
}
