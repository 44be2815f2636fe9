import { TestBed } from '@angular/core/testing';
import { nextTask } from '../../../platform/testing/next-task.ts';
import { untilStored } from '../testing/device-shards.ts';
import { made, WeightsVisits } from './testing/weights-visits.ts';
import { WeightsService } from './weights-service.ts';
import { until } from '../../../platform/testing/until.ts';

describe('WeightsService', () => {
  let visits: WeightsVisits;
  let server: WeightsVisits['server'];
  let visit: WeightsVisits['visit'];
  let mark: WeightsVisits['mark'];
  let shardsAskedFor: WeightsVisits['shardsAskedFor'];
  let opened: WeightsVisits['opened'];

  beforeEach(async () => {
    visits = await WeightsVisits.begin();
    ({ server, visit, mark, shardsAskedFor, opened } = visits);
  });
  afterEach(() => visits.end());

  it('starts with the last checkpoint of the default export', async () => {
    const service = await opened();
    expect(service.set()?.url).toBe(made.manifestUrl);
    expect([service.position(), service.loaded()?.origin.index, mark(service)]).toEqual([4, 4, 4]);
    expect(service.loaded()?.origin.checkpoint.label).toBe('moment 4');
    expect([service.problem(), service.storage()]).toEqual([undefined, { kind: 'persistent' }]);
    expect(service.shardStates()).toEqual(['absent', 'absent', 'absent', 'absent', 'here']);
    expect(shardsAskedFor()).toEqual([4]);
  });

  it('shows any checkpoint with its own weights and label, and fetches its neighbours', async () => {
    const service = await opened();
    service.show(2);
    await until(() => service.loaded()?.origin.index === 2);
    expect([mark(service), service.loaded()?.origin.checkpoint.label]).toEqual([2, 'moment 2']);
    await until(() => service.shardStates().every((state) => state === 'here'));
    expect(shardsAskedFor()).toEqual([4, 2, 1, 0, 3]);
  });

  it('needs no network for what was stored on an earlier visit', async () => {
    (await opened()).show(3);
    await untilStored(5);
    visit();
    server.isDown = true;
    const service = await opened();
    expect([...service.stored()]).toEqual([0, 1, 2, 3, 4]);
    expect([mark(service), service.problem()]).toEqual([4, undefined]);
    expect(service.shardStates()).toEqual(['here', 'here', 'here', 'here', 'here']);
    service.show(0);
    await until(() => service.loaded()?.origin.index === 0);
    expect(mark(service)).toBe(0);
    expect(server.urls).toEqual([made.manifestUrl]);
  });

  it('ends at the newest position however fast the timeline is dragged', async () => {
    const service = await opened();
    const seen: number[] = [];
    for (const index of [0, 3, 1, 4, 2, 0, 1]) {
      service.show(index);
      for (let turn = 0; turn <= index; turn++) await nextTask();
      seen.push(service.loaded()?.origin.index ?? -1);
    }
    await until(() => service.loaded()?.origin.index === 1);
    expect(mark(service)).toBe(1);
    await until(() => service.shardStates().every((state) => state === 'here'));
    expect([service.position(), service.loaded()?.origin.index]).toEqual([1, 1]);
  });

  it('says which checkpoint does not arrive, keeps the old one, and retries by itself', async () => {
    const service = await opened();
    const file = made.shards[1] ?? '';
    server.answers.set(file, () => 'damaged');
    service.show(1);
    await until(() => service.problem() !== undefined);
    expect(service.problem()).toEqual({
      kind: 'checkpoint',
      index: 1,
      isCorrupt: true,
      message: jasmine.stringContaining(`${file}: SHA-256: expected `) as unknown as string,
      refused: { file, arrival: { kind: 'other', bytes: 7 } },
    });
    expect([service.loaded()?.origin.index, service.position()]).toEqual([4, 1]);
    expect(visits.clock.delays).toEqual([1000]);
    server.answers.delete(file);
    visits.clock.elapse();
    await until(() => service.loaded()?.origin.index === 1);
    expect(service.problem()).toBeUndefined();
  });

  for (const [name, retry] of [
    [
      'when asked to',
      (service: WeightsService) => {
        service.retry();
      },
    ],
    ['when the network is back', () => dispatchEvent(new Event('online'))],
  ] as const) {
    it(`retries ${name}`, async () => {
      const service = await opened();
      server.isDown = true;
      service.show(1);
      await until(() => service.problem() !== undefined);
      expect(service.problem()?.isCorrupt).toBeFalse();
      server.isDown = false;
      retry(service);
      await until(() => service.loaded()?.origin.index === 1);
      expect(service.problem()).toBeUndefined();
      // No retry is planned; neighbours are loading.
      expect(visits.clock.delays.filter((delayMs) => delayMs >= 1000)).toEqual([]);
    });
  }

  it('retries by itself when the default export does not arrive at first', async () => {
    server.isDown = true;
    const service = TestBed.inject(WeightsService);
    await until(() => service.problem() !== undefined);
    expect(service.problem()?.kind).toBe('export');
    expect(service.problem()?.message).toContain('mlp_weights.json: the file: expected a server');
    expect([service.set(), service.position(), service.shardStates()]).toEqual([undefined, 0, []]);
    server.isDown = false;
    expect(visits.clock.delays).toEqual([1000]);
    visits.clock.elapse();
    await until(() => service.loaded() !== undefined);
    expect(service.problem()).toBeUndefined();
  });

  it('works from memory, and says so, when nothing can be stored', async () => {
    spyOnProperty(globalThis, 'indexedDB').and.returnValue(undefined as never);
    const service = await opened();
    expect(service.storage()).toEqual({ kind: 'memory', reason: 'missing' });
    service.show(2);
    await until(() => service.shardStates().every((state) => state === 'here'));
    server.isDown = true;
    service.show(0);
    expect([service.loaded()?.origin.index, mark(service)]).toEqual([0, 0]);
  });
});
