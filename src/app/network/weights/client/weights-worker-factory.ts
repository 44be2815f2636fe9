import { InjectionToken } from '@angular/core';
import type { WorkerPort } from '../../../platform/worker-port.ts';

/** Starts a weights worker. */
export const WEIGHTS_WORKER_FACTORY = new InjectionToken<() => WorkerPort>('weights worker', {
  factory: () => () =>
    new Worker(new URL('../worker/weights-entry.ts', import.meta.url), { type: 'module' }),
});
