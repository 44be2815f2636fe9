import { perceptronSpec } from '#model';
import { gpuBackend } from './gpu/gpu-backend.ts';
import { messageOf, type GpuOptions } from './gpu/gpu-device.ts';
import { lookForGpu, type FoundGpu, type NoAdapter } from './gpu/look-for-gpu.ts';
import type { BackendFactory, LearningSetup } from './learning-backend.ts';
import { initialWeights } from './run/initial-weights.ts';
import type { ThreadStarter } from './wasm/threads/thread-starter.ts';
import { wasmThreadsBackend } from './wasm/threads/wasm-threads-backend.ts';
import { webThreads } from './wasm/threads/web-threads.ts';
import { wasmBackend } from './wasm/wasm-backend.ts';

/** What may be asked of learning in a browser. */
export interface BrowserBackendOptions extends GpuOptions {
  /** Without, the CPU: a GPU rounds as its kind does, only CPUs give the same bytes everywhere. */
  readonly device?: 'cpu' | 'gpu';
  /** How many learn, the calling one among them; without, one for each core, `USUAL_THREADS` at most. */
  readonly threads?: number;
  /** What threads run, see `webThreads`; without, the script of the calling worker. */
  readonly script?: string | URL;
  /** How long to wait for a thread that shows no sign of life, now and in a step, in milliseconds. */
  readonly patienceMs?: number;
}

/** More threads are started only where they are asked for: the page and its network need cores too. */
export const USUAL_THREADS = 4;

/** Why there is no GPU. WebGPU is only where a page came by https or from localhost: a secure context. */
export type NoGpu = { readonly why: 'insecure-context' | 'no-webgpu' } | NoAdapter;

/**
 * Why there is one thread; of several reasons the one that is hardest to change. Memory is shared only
 * in a secure context where headers isolate the page (Cross-Origin-Opener-Policy,
 * Cross-Origin-Embedder-Policy).
 */
export type NoThreads =
  | { readonly why: 'asked' | 'one-core' | 'page-thread' | 'insecure-context' | 'not-isolated' }
  | { readonly why: 'not-started'; readonly message: string };

/**
 * What learning uses, and why nothing better: plain data that can be posted to a page. `noGpu` is there
 * where a GPU was asked for.
 */
export type BackendChoice =
  | FoundGpu
  | { readonly kind: 'threads'; readonly threads: number; readonly noGpu?: NoGpu }
  | { readonly kind: 'one-thread'; readonly noThreads: NoThreads; readonly noGpu?: NoGpu };

/** How to learn here. */
export interface BrowserBackend {
  readonly backend: BackendFactory;
  readonly choice: BackendChoice;
}

/** What decides; replaced in specs. */
export interface BrowserEnvironment {
  readonly gpu: GPU | undefined;
  readonly isSecureContext: boolean;
  readonly crossOriginIsolated: boolean;
  /** Whether this is the thread of a page, which must not wait for others. */
  readonly isPageThread: boolean;
  /** Cores, as far as the browser says. */
  readonly hardwareConcurrency: number;
  /** Without a script: the calling worker's. */
  readonly startThreads: (script?: string | URL) => ThreadStarter;
}

/**
 * Chooses how to learn in a browser's worker: on the GPU where that is asked for, else on several threads,
 * else on one, which is always possible and gives the same bytes as any number. Threads are started once,
 * on a network of one weight, to see whether they do start.
 *
 * A GPU that is there may yet be too small for a network, or be lost while it learns: the backend throws
 * GpuError, as `gpuBackend` says. Then choose again with the CPU, and begin the run again.
 * @throws RangeError for a number of threads that makes no sense; whatever is missing is no error
 */
export async function browserBackend(
  options: BrowserBackendOptions = {},
  environment: BrowserEnvironment = thisBrowser(),
): Promise<BrowserBackend> {
  const { device = 'cpu', allowSoftware = false, script, patienceMs } = options;
  const threads = options.threads ?? Math.min(environment.hardwareConcurrency, USUAL_THREADS);
  const start = environment.startThreads(script);
  const manyThreads = wasmThreadsBackend({
    threads,
    start,
    ...(patienceMs !== undefined && { patienceMs }),
  });
  const gpu = device === 'gpu' ? await gpuOf(environment, { allowSoftware }) : undefined;
  if (gpu && 'kind' in gpu) {
    return { backend: gpuBackend(environment.gpu, { allowSoftware }), choice: gpu };
  }
  const noGpu = gpu && { noGpu: gpu };
  const noThreads =
    whyOneThread(environment, threads, options.threads) ?? (await tryThreads(manyThreads));
  return noThreads
    ? { backend: wasmBackend, choice: { kind: 'one-thread', noThreads, ...noGpu } }
    : { backend: manyThreads, choice: { kind: 'threads', threads, ...noGpu } };
}

/** The browser whose worker this is. */
function thisBrowser(): BrowserEnvironment {
  const { gpu } = navigator as { readonly gpu?: GPU };
  return {
    gpu,
    isSecureContext,
    crossOriginIsolated,
    isPageThread: 'document' in globalThis,
    hardwareConcurrency: navigator.hardwareConcurrency,
    startThreads: (script = location.href) => webThreads(script),
  };
}

async function gpuOf(
  { gpu, isSecureContext }: BrowserEnvironment,
  options: GpuOptions,
): Promise<FoundGpu | NoGpu> {
  if (gpu) return lookForGpu(gpu, options);
  return { why: isSecureContext ? 'no-webgpu' : 'insecure-context' };
}

function whyOneThread(
  { isSecureContext, crossOriginIsolated, isPageThread }: BrowserEnvironment,
  threads: number,
  asked: number | undefined,
): NoThreads | undefined {
  if (threads === 1) return { why: asked === undefined ? 'one-core' : 'asked' };
  if (isPageThread) return { why: 'page-thread' };
  if (crossOriginIsolated) return undefined;
  return { why: isSecureContext ? 'not-isolated' : 'insecure-context' };
}

/** Starts threads on the smallest of networks, and ends them. */
async function tryThreads(backend: BackendFactory): Promise<NoThreads | undefined> {
  try {
    const tried = await backend(smallestSetup());
    await tried.close();
    return undefined;
  } catch (error) {
    // A script that does not load, a policy against workers, no memory to share: one thread needs none.
    return { why: 'not-started', message: messageOf(error) };
  }
}

function smallestSetup(): LearningSetup {
  const spec = perceptronSpec([1, 1]);
  return {
    spec,
    initialWeights: initialWeights(spec, 0),
    trainingSet: { pixels: Uint8Array.of(0), labels: Uint8Array.of(0) },
    maxBatchSize: 1,
    adam: { beta1: 0, beta2: 0, epsilon: 1 },
  };
}
