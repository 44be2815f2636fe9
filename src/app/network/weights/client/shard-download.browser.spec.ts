import { TestBed } from '@angular/core/testing';
import { deleteDB } from 'idb';
import { METERED_CONNECTION } from '../../../platform/browser.ts';
import { CLOCK } from '../../../platform/clock.ts';
import { ShardDownload, type DownloadState } from './shard-download.ts';
import { ExportServer, makeExport, until } from '../testing/export-server.ts';
import { ManualClock } from '../../../platform/testing/manual-clock.ts';
import { SessionPort } from '../testing/session-port.ts';
import { DATABASE_NAME, WeightsDatabase } from '../worker/weights-database.ts';
import { SERVER_PROBE } from '../shared/server-probe.ts';
import { WeightsService } from './weights-service.ts';
import { WeightsFailure } from './weights-failure.ts';
import { WEIGHTS_WORKER_FACTORY } from './weights-client.ts';
import { persist } from '../../../platform/persisted.ts';

const COUNT = 5;

describe('ShardDownload', () => {
  // Not the weights of other specs: what is written as a spec ends is none of their files.
  const made = makeExport({ count: COUNT, mark: 200 });
  const newer = makeExport({ count: COUNT, mark: 300 });
  const database = new WeightsDatabase(() => undefined);
  let server: ExportServer;
  let clock: ManualClock;
  let isMetered: boolean;

  beforeEach(async () => {
    await deleteDB(DATABASE_NAME);
    persist('offline.download', undefined);
    server = new ExportServer();
    server.add(made);
    isMetered = false;
  });
  afterEach(() => {
    persist('offline.download', undefined);
  });

  /** A new visit in the same browser, in which the export is open. */
  async function visit(): Promise<ShardDownload> {
    TestBed.resetTestingModule();
    clock = new ManualClock();
    TestBed.configureTestingModule({
      providers: [
        { provide: WEIGHTS_WORKER_FACTORY, useValue: () => new SessionPort(server) },
        { provide: CLOCK, useValue: clock },
        { provide: METERED_CONNECTION, useValue: () => isMetered },
        { provide: SERVER_PROBE, useValue: () => Promise.resolve(!server.isDown) },
      ],
    });
    const weights = TestBed.inject(WeightsService);
    await until(() => weights.loaded() !== undefined);
    // The last shard is kept as soon as it is shown.
    await untilStored(1);
    server.requests.length = 0;
    return TestBed.inject(ShardDownload);
  }

  const storedKeys = (): Promise<readonly string[]> =>
    database.run('readonly', (tx) => tx.objectStore('shards').getAllKeys());

  async function untilStored(count: number): Promise<void> {
    for (const endMs = performance.now() + 3000; (await storedKeys()).length < count;) {
      if (performance.now() > endMs) throw new Error(`expected ${count} shards within 3 s`);
    }
  }

  async function reach(download: ShardDownload, state: DownloadState): Promise<void> {
    TestBed.tick();
    await until(() => download.state() === state);
  }

  const shardsAskedFor = (): number[] =>
    server.urls.map((url) => made.shards.indexOf(url)).filter((order) => order >= 0);

  it('fetches every shard that is not here, from the end of the training on', async () => {
    const download = await visit();
    expect([download.state(), download.progress().filesHere]).toEqual(['off', 0]);
    download.start();
    await reach(download, 'done');
    expect(shardsAskedFor()).toEqual([3, 2, 1, 0]);
    expect(download.progress()).toEqual({ files: COUNT, filesHere: COUNT, bytes: 0, bytesHere: 0 });
    expect((await storedKeys()).length).toBe(COUNT);
  });

  it('asks for nothing on the next visit, and needs no network to know that all is here', async () => {
    const first = await visit();
    first.start();
    await reach(first, 'done');
    server.isDown = true;
    const next = await visit();
    next.start();
    await reach(next, 'done');
    expect(shardsAskedFor()).toEqual([]);
  });

  it('goes on where it was when the network comes back', async () => {
    const download = await visit();
    server.answers.set(made.shards[2] ?? '', () => {
      server.isDown = true;
      return 'cut off';
    });
    download.start();
    await reach(download, 'waiting');
    expect(download.progress().filesHere).toBe(2);
    server.answers.clear();
    clock.elapse();
    await until(() => clock.delays.length > 0);
    expect(clock.delays).toEqual([2000]);
    server.isDown = false;
    server.requests.length = 0;
    window.dispatchEvent(new Event('online'));
    await reach(download, 'done');
    expect(shardsAskedFor()).toEqual([2, 1, 0]);
  });

  it('stays paused over visits, until it is told to go on', async () => {
    const download = await visit();
    download.pause();
    download.start();
    await reach(download, 'paused');
    expect([shardsAskedFor(), download.progress().filesHere]).toEqual([[], 1]);
    const next = await visit();
    next.start();
    await reach(next, 'paused');
    next.resume();
    await reach(next, 'done');
  });

  it('asks before it uses a metered connection', async () => {
    isMetered = true;
    const download = await visit();
    download.start();
    await reach(download, 'asking');
    expect(shardsAskedFor()).toEqual([]);
    download.resume();
    await reach(download, 'done');
    expect(shardsAskedFor()).toEqual([3, 2, 1, 0]);
  });

  it('fetches the others when one is damaged at the server, and does not count it', async () => {
    server.answers.set(made.shards[1] ?? '', () => '{}');
    const download = await visit();
    download.start();
    await reach(download, 'damaged');
    expect(download.progress().filesHere).toBe(COUNT - 1);
    server.answers.clear();
    download.resume();
    await reach(download, 'done');
  });

  it('mends what was damaged on this device', async () => {
    const download = await visit();
    download.start();
    await reach(download, 'done');
    const [key = ''] = await storedKeys();
    await database.run('readwrite', (tx) => tx.objectStore('shards').put(new ArrayBuffer(9), key));
    expect(await download.inspect()).toEqual({
      valid: COUNT - 1,
      repaired: 1,
      missing: 0,
      unknown: 0,
    });
    expect(await download.inspect()).toEqual({ valid: COUNT, repaired: 0, missing: 0, unknown: 0 });
    await database.run('readwrite', (tx) => tx.objectStore('shards').delete(key));
    server.isDown = true;
    expect(await download.inspect()).toEqual({
      valid: COUNT - 1,
      repaired: 0,
      missing: 1,
      unknown: 0,
    });
    expect([download.state(), download.progress().filesHere]).toEqual(['waiting', COUNT - 1]);
  });

  it('finds an intact store whole, whatever begins while it is looked at', async () => {
    const first = await visit();
    first.start();
    await reach(first, 'done');
    const whole = { valid: COUNT, repaired: 0, missing: 0, unknown: 0 };
    for (const begin of [
      (download: ShardDownload) => {
        download.start();
      },
      (download: ShardDownload) => {
        download.start();
        download.resume();
      },
      (download: ShardDownload) => {
        download.start();
        window.dispatchEvent(new Event('online'));
      },
    ]) {
      const download = await visit();
      const looking = download.inspect();
      begin(download);
      TestBed.tick();
      expect(await looking).toEqual(whole);
      await reach(download, 'done');
    }
  });

  it('does not take for missing what it has not reached when something ends it', async () => {
    const download = await visit();
    download.start();
    await reach(download, 'done');
    const looking = download.inspect();
    await download.clear();
    const found = await looking;
    expect([found?.missing, (found?.valid ?? 0) + (found?.unknown ?? 0)]).toEqual([0, COUNT]);
  });

  it('knows nothing before there is an export', async () => {
    server.isDown = true;
    TestBed.configureTestingModule({
      providers: [{ provide: WEIGHTS_WORKER_FACTORY, useValue: () => new SessionPort(server) }],
    });
    expect(await TestBed.inject(ShardDownload).inspect()).toBeUndefined();
  });

  it('names files that the server refuses, fetches the others, and tries those again', async () => {
    const refused = made.shards.slice(1, 4);
    for (const file of refused) server.answers.set(file, () => new Response('', { status: 403 }));
    const download = await visit();
    download.start();
    await reach(download, 'blocked');
    expect(download.progress().filesHere).toBe(2);
    expect(download.problems()).toEqual(
      [...refused].reverse().map((file) => ({ file, arrival: { kind: 'status', status: 403 } })),
    );
    server.answers.clear();
    clock.elapse();
    await reach(download, 'done');
    expect(download.problems()).toEqual([]);
  });

  it('deletes everything, and fetches nothing until it is told to', async () => {
    const download = await visit();
    download.start();
    await reach(download, 'done');
    await download.clear();
    expect([download.state(), await storedKeys()]).toEqual(['paused', []]);
    download.resume();
    await reach(download, 'done');
    // The manifest too: an export without it could not be opened without a network.
    const records = await database.run('readonly', (tx) => tx.objectStore('exports').getAll());
    expect(records[0]?.whole?.files.length).toBe(COUNT);
  });

  it('begins anew when the database is deleted under it', async () => {
    const download = await visit();
    download.start();
    await reach(download, 'done');
    await deleteDB(DATABASE_NAME);
    await until(() => download.state() !== 'done');
    await reach(download, 'done');
    expect((await storedKeys()).length).toBe(COUNT);
  });

  it('looks again when the database does not open for a moment', async () => {
    const download = await visit();
    download.start();
    await reach(download, 'done');
    const open = spyOn(indexedDB, 'open').and.throwError(new DOMException('no', 'UnknownError'));
    await deleteAndBlock();
    await reach(download, 'unstorable');
    open.and.callThrough();
    clock.elapse();
    await reach(download, 'done');
    expect((await storedKeys()).length).toBe(COUNT);
  });

  it('says that nothing can be kept, and fetches no more for that', async () => {
    const download = await visit();
    // As in a tab of a newer app: the schema is not ours any more.
    spyOn(indexedDB, 'open').and.throwError(new DOMException('no', 'SecurityError'));
    await deleteAndBlock();
    download.start();
    await reach(download, 'unstorable');
    expect(shardsAskedFor()).toEqual([]);
    // What cannot be looked at is not missing.
    expect(await download.inspect()).toEqual({ valid: 0, repaired: 0, missing: 0, unknown: COUNT });
    await expectAsync(download.clear()).toBeRejectedWithError(WeightsFailure);
    expect(download.state()).not.toBe('paused');
  });

  /** Closes the connections that are open. */
  async function deleteAndBlock(): Promise<void> {
    await new Promise<unknown>((resolve) => {
      const request = indexedDB.deleteDatabase(DATABASE_NAME);
      request.onsuccess = resolve;
    });
  }

  it('begins anew with other weights', async () => {
    const download = await visit();
    download.start();
    await reach(download, 'done');
    server.add(newer);
    await TestBed.inject(WeightsService).use('exports/mlp_weights.json');
    await reach(download, 'done');
    expect(download.progress().filesHere).toBe(COUNT);
    expect((await storedKeys()).length).toBe(COUNT);
  });
});
