import { FormatError } from '#model';
import { TestBed } from '@angular/core/testing';
import { deleteDB, openDB } from 'idb';
import { CLOCK } from '../../../platform/clock.ts';
import { ExportServer, makeExport, until } from '../testing/export-server.ts';
import { ManualClock } from '../../../platform/testing/manual-clock.ts';
import { nextTask } from '../../../platform/testing/next-task.ts';
import { SessionPort } from '../testing/session-port.ts';
import { DATABASE_NAME } from '../worker/weights-database.ts';
import { WEIGHTS_WORKER_FACTORY } from './weights-client.ts';
import { WeightsService } from './weights-service.ts';
import { persist, persistedValue } from '../../../platform/persisted.ts';

describe('WeightsService', () => {
  const address = location.href;
  const made = makeExport({ count: 5 });
  const other = makeExport({ name: 'other', count: 3, architecture: [784, 6, 10], mark: 50 });
  let server: ExportServer;
  let clock: ManualClock;
  let ports: SessionPort[];

  beforeEach(async () => {
    await deleteDB(DATABASE_NAME);
    server = new ExportServer();
    server.add(made, other);
    ports = [];
    visit();
  });
  afterEach(async () => {
    TestBed.resetTestingModule();
    // What one spec goes on keeping is not to be found by the next.
    await until(() => ports.every(({ session }) => session.isIdle));
    history.replaceState(null, '', address);
    persist('weights', undefined);
  });

  /** A new visit in the same browser; `query` names an export. */
  function visit(query?: string): void {
    TestBed.resetTestingModule();
    clock = new ManualClock();
    server.requests.length = 0;
    const search =
      query === undefined ? '' : `?${new URLSearchParams({ weights: query }).toString()}`;
    history.replaceState(null, '', new URL(search, address));
    TestBed.configureTestingModule({
      providers: [
        {
          provide: WEIGHTS_WORKER_FACTORY,
          useValue: () => {
            const port = new SessionPort(server);
            ports.push(port);
            return port;
          },
        },
        { provide: CLOCK, useValue: clock },
      ],
    });
  }

  /** What tells a checkpoint's weights apart: its last layer's first bias. */
  const mark = (service: WeightsService): unknown => service.loaded()?.weights.at(-1)?.biases[0];
  /** Orders of the default export's shards that the server was asked for. */
  const shardsAskedFor = (): number[] =>
    server.urls.map((url) => made.shards.indexOf(url)).filter((order) => order >= 0);

  async function opened(): Promise<WeightsService> {
    const service = TestBed.inject(WeightsService);
    await until(() => service.loaded() !== undefined);
    return service;
  }

  /** Waits until so many shards are kept on the device. */
  async function untilStored(count: number): Promise<void> {
    const database = await openDB(DATABASE_NAME);
    let stored = 0;
    while (stored < count) stored = await database.count('shards');
    database.close();
  }

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

  it('needs no network for what was kept on an earlier visit', async () => {
    (await opened()).show(3);
    await untilStored(5);
    visit();
    server.isDown = true;
    const service = await opened();
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

  it('says which checkpoint does not arrive, keeps the old one, and tries again by itself', async () => {
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
    expect(clock.delays).toEqual([1000]);
    server.answers.delete(file);
    clock.elapse();
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
    it(`tries again ${name}`, async () => {
      const service = await opened();
      server.isDown = true;
      service.show(1);
      await until(() => service.problem() !== undefined);
      expect(service.problem()?.isCorrupt).toBeFalse();
      server.isDown = false;
      retry(service);
      await until(() => service.loaded()?.origin.index === 1);
      expect(service.problem()).toBeUndefined();
      // Nothing is to be tried again: neighbours are on their way.
      expect(clock.delays.filter((delayMs) => delayMs >= 1000)).toEqual([]);
    });
  }

  it('tries again by itself when the default export does not arrive at first', async () => {
    server.isDown = true;
    const service = TestBed.inject(WeightsService);
    await until(() => service.problem() !== undefined);
    expect(service.problem()?.kind).toBe('export');
    expect(service.problem()?.message).toContain('mlp_weights.json: the file: expected a server');
    expect([service.set(), service.position(), service.shardStates()]).toEqual([undefined, 0, []]);
    server.isDown = false;
    expect(clock.delays).toEqual([1000]);
    clock.elapse();
    await until(() => service.loaded() !== undefined);
    expect(service.problem()).toBeUndefined();
  });

  it('takes another export once it is checked, and keeps the choice for the next visit', async () => {
    const service = await opened();
    await service.use('exports/other.json');
    expect(service.set()?.url).toBe(other.manifestUrl);
    expect([service.position(), mark(service), service.set()?.network.layers.length]).toEqual([
      2, 52, 2,
    ]);
    visit();
    const next = await opened();
    expect(next.set()?.url).toBe(other.manifestUrl);
    await next.use('exports/mlp_weights.json');
    visit();
    expect((await opened()).set()?.url).toBe(made.manifestUrl);
  });

  for (const [name, spoil, message] of [
    ['is missing', () => server.files.delete(other.manifestUrl), /other\.json: HTTP status/],
    [
      'is malformed',
      () => server.files.set(other.manifestUrl, '{"version":1}'),
      /other\.json: version: expected 2, found 1/,
    ],
    [
      'has a damaged last checkpoint',
      () => server.files.set(other.shards[2] ?? '', '{}'),
      /other\/2\.json: SHA-256: expected/,
    ],
  ] as const) {
    it(`changes nothing when another export ${name}`, async () => {
      const service = await opened();
      service.show(3);
      await until(() => service.loaded()?.origin.index === 3);
      spoil();
      await expectAsync(service.use('exports/other.json')).toBeRejectedWithError(
        FormatError,
        message,
      );
      expect([service.set()?.url, service.loaded()?.origin.index, service.problem()]).toEqual([
        made.manifestUrl,
        3,
        undefined,
      ]);
      expect(persistedValue('weights')).toBeNull();
    });
  }

  it('refuses an export of another origin', async () => {
    const service = await opened();
    await expectAsync(service.use('https://evil.test/w.json')).toBeRejectedWithError(
      FormatError,
      /https:\/\/evil\.test\/w\.json: address: expected a manifest on http/,
    );
  });

  it('lets the newest of two choices win', async () => {
    const service = await opened();
    const first = service.use('exports/other.json');
    const second = service.use('exports/mlp_weights.json');
    await expectAsync(first).toBeRejected();
    await second;
    expect(service.set()?.url).toBe(made.manifestUrl);
  });

  it("opens the export that the page's address names, for this visit", async () => {
    visit('exports/other.json');
    expect(mark(await opened())).toBe(52);
    visit();
    expect(mark(await opened())).toBe(4);
  });

  it('opens the default export and says why when the one named is of no use', async () => {
    visit('https://evil.test/w.json');
    const service = await opened();
    expect(mark(service)).toBe(4);
    await until(() => service.problem() !== undefined);
    expect(service.problem()?.message).toContain('https://evil.test/w.json: address: expected');
    expect([service.problem()?.kind, clock.delays]).toEqual(['export', []]);
    visit('exports/none.json');
    const next = await opened();
    await until(() => next.problem() !== undefined);
    expect(next.problem()?.message).toContain('none.json: HTTP status: expected 200, found 404');
    expect(next.problem()?.refused?.arrival).toEqual({ kind: 'status', status: 404 });
    next.show(1);
    await until(() => next.loaded()?.origin.index === 1);
    server.files.set(
      new URL('none.json', made.manifestUrl).href,
      other.files.get(other.manifestUrl) ?? '',
    );
    next.retry();
    await until(() => next.problem() === undefined);
    expect([next.set()?.network.layers.length, mark(next)]).toEqual([2, 52]);
  });

  it('keeps its place when asking again for an export of no use', async () => {
    visit('exports/none.json');
    const service = await opened();
    service.show(1);
    await until(() => service.loaded()?.origin.index === 1 && service.problem() !== undefined);
    const before = service.problem();
    service.retry();
    await until(() => server.urls.filter((url) => url.endsWith('none.json')).length === 2);
    await until(() => server.urls.filter((url) => url === made.manifestUrl).length === 2);
    await until(() => service.problem() !== before);
    expect([service.position(), service.loaded()?.origin.index]).toEqual([1, 1]);
    expect(service.problem()?.kind).toBe('export');
  });

  it('works from memory, and says so, where nothing can be kept', async () => {
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
