import {
  browserBackend,
  type BackendChoice,
  type BrowserBackendOptions,
} from '../src/browser-backend.ts';
import { gpuBackend } from '../src/gpu/gpu-backend.ts';
import type { ThreadJob } from '../src/wasm/threads/thread-starter.ts';
import { wasmThreadsBackend } from '../src/wasm/threads/wasm-threads-backend.ts';
import { serveLearningThread, webThreads } from '../src/wasm/threads/web-threads.ts';
import { specGpu } from './gpu.ts';
import { smallRun, type SmallRun } from './small-run.ts';
import { learnWhole } from './whole-learning.ts';

/** Asks for `learnWhole` on so many threads. */
export interface LearnRequest {
  readonly kind: 'learn';
  readonly threads: number;
  /** The threads' script, when it is not the worker's own. */
  readonly script?: string;
}

/** Asks for `smallRun` on the GPU of the worker. */
export interface GpuLearnRequest {
  readonly kind: 'learn-on-gpu';
}

/** Asks for `learnWhole` as `browserBackend` chooses. */
export interface BrowserLearnRequest {
  readonly kind: 'learn-as-chosen';
  readonly options: BrowserBackendOptions;
}

/** What came of it. */
export type LearnResponse = { readonly hash: string } | { readonly error: string };
export type GpuLearnResponse = SmallRun | { readonly error: string };
export type BrowserLearnResponse =
  { readonly choice: BackendChoice; readonly hash: string } | { readonly error: string };

type Request = LearnRequest | GpuLearnRequest | BrowserLearnRequest | ThreadJob;

addEventListener('message', ({ data }: MessageEvent<Request>) => {
  switch (data.kind) {
    case 'learning-thread':
      void serveLearningThread(data);
      break;
    case 'learn':
      void learn(data).then(postMessage);
      break;
    case 'learn-on-gpu':
      void learnOnGpu().then(postMessage);
      break;
    case 'learn-as-chosen':
      void learnAsChosen(data.options).then(postMessage);
      break;
    default:
      data satisfies never;
  }
});

async function learnOnGpu(): Promise<GpuLearnResponse> {
  try {
    return await smallRun(gpuBackend(specGpu(), { allowSoftware: true }));
  } catch (error) {
    // The spec fails with its message.
    return { error: String(error) };
  }
}

async function learnAsChosen(options: BrowserBackendOptions): Promise<BrowserLearnResponse> {
  try {
    const { backend, choice } = await browserBackend(options);
    return { choice, hash: await learnWhole(backend) };
  } catch (error) {
    // The spec fails with its message.
    return { error: String(error) };
  }
}

async function learn({ threads, script = location.href }: LearnRequest): Promise<LearnResponse> {
  try {
    const start = webThreads(script);
    return { hash: await learnWhole(wasmThreadsBackend({ threads, start })) };
  } catch (error) {
    // A spec that expects it reads the message; one that does not fails with it.
    return { error: String(error) };
  }
}
