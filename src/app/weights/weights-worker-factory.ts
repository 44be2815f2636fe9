import { InjectionToken } from '@angular/core';
import type { WorkerPort } from '../ui/worker-port';

/** Starts a weights worker. */
export const WEIGHTS_WORKER_FACTORY = new InjectionToken<() => WorkerPort>('weights worker', {
  factory: () => () => new Worker(new URL('./weights.worker', import.meta.url), { type: 'module' }),
});
