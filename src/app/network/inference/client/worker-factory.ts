import { InjectionToken } from '@angular/core';
import type { WorkerPort } from '../../../platform/worker-port.ts';

/** Starts an inference worker. */
export const INFERENCE_WORKER_FACTORY = new InjectionToken<() => WorkerPort>('inference worker', {
  factory: () => () =>
    new Worker(new URL('../worker/inference-entry.ts', import.meta.url), { type: 'module' }),
});
