import { InjectionToken } from '@angular/core';

/** What the page uses of a `Worker`; replaced in specs. */
export type WeightsPort = Pick<Worker, 'postMessage' | 'addEventListener' | 'terminate'>;

/** Starts a weights worker. */
export const WEIGHTS_WORKER_FACTORY = new InjectionToken<() => WeightsPort>('weights worker', {
  factory: () => () => new Worker(new URL('./weights.worker', import.meta.url), { type: 'module' }),
});
