import { DestroyRef, inject, InjectionToken, Service, signal } from '@angular/core';
import type { RankingRequest, RankingResponse } from './ranking-protocol';
import type { LayerRanking } from './strongest-thresholds';

type RankingPort = Pick<Worker, 'postMessage' | 'addEventListener' | 'terminate'>;

/** Starts a ranking worker; replaced in specs. */
export const RANKING_WORKER_FACTORY = new InjectionToken<() => RankingPort>('ranking worker', {
  factory: () => () => new Worker(new URL('./ranking.worker', import.meta.url), { type: 'module' }),
});

type RankRequest = Omit<Extract<RankingRequest, { kind: 'rank' }>, 'kind' | 'id'>;

/**
 * Ranks connections in a worker, so that the page does nothing a connection. One drawing is ranked at a
 * time; of those that come meanwhile only the newest is kept.
 */
@Service({ autoProvided: false })
export class ConnectionRanking {
  private readonly startWorker = inject(RANKING_WORKER_FACTORY);

  private readonly newest = signal<readonly LayerRanking[] | undefined>(undefined);
  private readonly failure = signal<string | undefined>(undefined);

  /** Of the newest drawing that was ranked; undefined until there is one for the weights in use. */
  readonly rankings = this.newest.asReadonly();
  /** That the worker died; undefined when all is well. */
  readonly error = this.failure.asReadonly();

  private worker: RankingPort | undefined;
  private lastId = 0;
  private oldestValidId = 0;
  private isBusy = false;
  private waiting: RankRequest | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => this.worker?.terminate());
  }

  /** @param weights `[out][in]`, a dense layer each */
  setWeights(weights: readonly Float32Array[]): void {
    this.oldestValidId = this.lastId + 1;
    this.post({ kind: 'weights', weights });
  }

  rank(request: RankRequest): void {
    if (this.isBusy) {
      this.waiting = request;
      return;
    }
    this.waiting = undefined;
    this.isBusy = true;
    this.post({ kind: 'rank', id: ++this.lastId, ...request });
  }

  private post(request: RankingRequest): void {
    this.worker ??= this.start();
    this.worker.postMessage(request);
  }

  private start(): RankingPort {
    const worker = this.startWorker();
    worker.addEventListener('message', ({ data }: MessageEvent<RankingResponse>) => {
      this.isBusy = false;
      if (data.id >= this.oldestValidId) this.newest.set(data.rankings);
      if (this.waiting) this.rank(this.waiting);
    });
    worker.addEventListener('error', (event) => {
      // Its script did not load, or threw where nothing catches: it answers no more.
      this.failure.set(`ranking worker: ${event.message || 'did not start'}`);
    });
    return worker;
  }
}
