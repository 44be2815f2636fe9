import { TestBed } from '@angular/core/testing';
import { ConnectionRanking, RANKING_WORKER_FACTORY } from './connection-ranking';
import type { RankingRequest, RankingResponse } from './ranking-protocol';

class FakeWorker extends EventTarget {
  readonly sent: RankingRequest[] = [];
  isTerminated = false;

  postMessage(request: RankingRequest): void {
    this.sent.push(request);
  }

  terminate(): void {
    this.isTerminated = true;
  }

  answer(response: RankingResponse): void {
    this.dispatchEvent(new MessageEvent('message', { data: response }));
  }
}

const request = (strongest: number) =>
  ({ values: [new Float32Array(1)], strongest, rankBy: 'contribution' }) as const;
const ranking = (scale: number) => [{ thresholds: new Float32Array(1), scale }];

describe('ConnectionRanking', () => {
  let worker: FakeWorker;
  let ranker: ConnectionRanking;
  beforeEach(() => {
    worker = new FakeWorker();
    TestBed.configureTestingModule({
      providers: [
        ConnectionRanking,
        { provide: RANKING_WORKER_FACTORY, useValue: () => worker as unknown as Worker },
      ],
    });
    ranker = TestBed.inject(ConnectionRanking);
  });

  const asked = (): number[] =>
    worker.sent.flatMap((sent) => (sent.kind === 'rank' ? [sent.strongest] : []));

  it('asks one at a time, and of those that came meanwhile the newest', () => {
    for (const strongest of [1, 2, 3]) ranker.rank(request(strongest));
    expect(asked()).toEqual([1]);
    worker.answer({ id: 1, rankings: ranking(5) });
    expect(asked()).toEqual([1, 3]);
    expect(ranker.rankings()?.[0]?.scale).toBe(5);
    worker.answer({ id: 2, rankings: ranking(6) });
    expect(asked()).toEqual([1, 3]);
  });

  it('drops answers that are about other weights', () => {
    ranker.rank(request(1));
    ranker.setWeights([new Float32Array(1)]);
    worker.answer({ id: 1, rankings: ranking(5) });
    expect(ranker.rankings()).toBeUndefined();
    ranker.rank(request(2));
    worker.answer({ id: 2, rankings: ranking(7) });
    expect(ranker.rankings()?.[0]?.scale).toBe(7);
  });

  it('says when the worker dies, and ends it with the page', () => {
    ranker.rank(request(1));
    worker.dispatchEvent(new ErrorEvent('error', { message: 'no script' }));
    expect(ranker.error()).toContain('no script');
    TestBed.resetTestingModule();
    expect(worker.isTerminated).toBeTrue();
  });
});
