import { InjectionToken } from '@angular/core';

/** What the page uses of a `Worker`; replaced in specs. */
export type WorkerPort = Pick<Worker, 'postMessage' | 'addEventListener' | 'terminate'>;

/** Starts an inference worker. */
export const INFERENCE_WORKER_FACTORY = new InjectionToken<() => WorkerPort>('inference worker', {
  factory: () => () =>
    new Worker(new URL('./inference.worker', import.meta.url), { type: 'module' }),
});
