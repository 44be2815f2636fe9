import { loadSharedKernels } from '../kernels.ts';
import { checkSetup, type BackendFactory } from '../../learning-backend.ts';
import { placeScratch, type Scratch } from '../learning-step.ts';
import { MemoryPlan } from '../memory-plan.ts';
import { placeLearning, prepareNetwork, wasmBackend, WasmBackend } from '../wasm-backend.ts';
import { WORK_QUEUE_BYTES } from './work-queue.ts';
import type { ThreadStarter } from './thread-starter.ts';
import { ThreadTeam } from './thread-team.ts';

/** What learning on several threads needs. */
export interface ThreadOptions {
  /** How many learn, the calling one among them. */
  readonly threads: number;
  readonly start: ThreadStarter;
  /** How long to wait for a thread that shows no sign of life before giving up. */
  readonly idleTimeoutMs?: number;
}

/** More threads than this have too little to do in a step. */
export const MOST_THREADS = 32;
const IDLE_TIMEOUT_MS = 20_000;

/**
 * Learns on the CPU as `wasmBackend` does, and with the same bytes, on several threads. The calling one
 * takes part and waits for the others, so that it must not be the page's own.
 * @throws RangeError for a number of threads that makes no sense; Error, when asked to learn, where
 *   threads cannot share memory, or when one does not start
 */
export function wasmThreadsBackend(options: ThreadOptions): BackendFactory {
  const { threads, start, idleTimeoutMs = IDLE_TIMEOUT_MS } = options;
  if (!Number.isInteger(threads) || threads < 1 || threads > MOST_THREADS) {
    throw new RangeError(
      `threads: expected a whole number from 1 to ${MOST_THREADS}, found ${threads}`,
    );
  }
  if (threads === 1) return wasmBackend;
  return async (setup) => {
    checkSetup(setup);
    checkSharing();
    const plan = new MemoryPlan();
    const layout = placeLearning(plan, setup);
    const queue = plan.take(WORK_QUEUE_BYTES);
    const others = Array.from({ length: threads - 1 }, () => placeScratch(plan, layout));
    const scratch: [Scratch, ...Scratch[]] = [placeScratch(plan, layout), ...others];
    const kernels = await loadSharedKernels(plan.byteLength);
    const network = prepareNetwork(kernels, plan, layout, setup);
    const teamPlan = { step: layout.step, scratch, queue };
    const team = await ThreadTeam.start(kernels, teamPlan, start, idleTimeoutMs);
    return new WasmBackend(network, layout.step, setup, team);
  };
}

/** Throws Error, which says why, unless threads can share memory here and this one may wait for them. */
export function checkSharing(): void {
  if (typeof SharedArrayBuffer === 'undefined') {
    throw new Error(
      'learning threads: expected memory that threads can share, found none; a page has to be ' +
        'cross-origin isolated (headers Cross-Origin-Opener-Policy, Cross-Origin-Embedder-Policy)',
    );
  }
  try {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 0);
  } catch {
    // A browser's TypeError: the page's own thread must never wait.
    throw new Error(
      'learning threads: expected to be called in a worker, found the thread of the page',
    );
  }
}
