import { TestBed } from '@angular/core/testing';
import { deleteDB } from 'idb';
import { deviceDatabase as database, storedKeys } from '../testing/device-shards.ts';
import { COUNT, DownloadVisits } from './testing/download-visits.ts';
import { SessionPort } from '../testing/session-port.ts';
import { DATABASE_NAME } from '../worker/weights-database.ts';
import { ShardDownload } from './shard-download.ts';
import { WEIGHTS_WORKER_FACTORY } from './weights-client.ts';
import { WeightsFailure } from './weights-failure.ts';
import { until } from '../../../platform/testing/until.ts';

describe('ShardDownload, with changes to the store', () => {
  let visits: DownloadVisits;
  let server: DownloadVisits['server'];
  let visit: DownloadVisits['visit'];
  let reach: DownloadVisits['reach'];
  let shardsAskedFor: DownloadVisits['shardsAskedFor'];

  beforeEach(async () => {
    visits = await DownloadVisits.begin();
    ({ server, visit, reach, shardsAskedFor } = visits);
  });
  afterEach(() => {
    visits.end();
  });

  it('repairs damaged files on this device', async () => {
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

  it('finds an intact store complete, whatever starts during the check', async () => {
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

  it('does not count files as missing that an interrupted check did not reach', async () => {
    const download = await visit();
    download.start();
    await reach(download, 'done');
    const looking = download.inspect();
    await download.clear();
    const found = await looking;
    expect([found?.missing, (found?.valid ?? 0) + (found?.unknown ?? 0)]).toEqual([0, COUNT]);
  });

  it('has nothing to report before there is an export', async () => {
    server.isDown = true;
    TestBed.configureTestingModule({
      providers: [{ provide: WEIGHTS_WORKER_FACTORY, useValue: () => new SessionPort(server) }],
    });
    expect(await TestBed.inject(ShardDownload).inspect()).toBeUndefined();
  });

  it('deletes everything, and fetches nothing until told to', async () => {
    const download = await visit();
    download.start();
    await reach(download, 'done');
    await download.clear();
    expect([download.state(), await storedKeys()]).toEqual(['paused', []]);
    download.resume();
    await reach(download, 'done');
    // The manifest as well: without it, an export could not be opened offline.
    const records = await database.run('readonly', (tx) => tx.objectStore('exports').getAll());
    expect(records[0]?.whole?.files.length).toBe(COUNT);
  });

  it('starts over when the database is deleted during use', async () => {
    const download = await visit();
    download.start();
    await reach(download, 'done');
    await deleteDB(DATABASE_NAME);
    await until(() => download.state() !== 'done');
    await reach(download, 'done');
    expect((await storedKeys()).length).toBe(COUNT);
  });

  it('tries again when the database cannot be opened for a moment', async () => {
    const download = await visit();
    download.start();
    await reach(download, 'done');
    const open = spyOn(indexedDB, 'open').and.throwError(new DOMException('no', 'UnknownError'));
    await deleteAndBlock();
    await reach(download, 'unstorable');
    open.and.callThrough();
    visits.clock.elapse();
    await reach(download, 'done');
    expect((await storedKeys()).length).toBe(COUNT);
  });

  it('says that nothing can be stored, and then fetches nothing', async () => {
    const download = await visit();
    // As in a tab after a newer app has changed the schema.
    spyOn(indexedDB, 'open').and.throwError(new DOMException('no', 'SecurityError'));
    await deleteAndBlock();
    download.start();
    await reach(download, 'unstorable');
    expect(shardsAskedFor()).toEqual([]);
    // Files that cannot be checked are not missing.
    expect(await download.inspect()).toEqual({ valid: 0, repaired: 0, missing: 0, unknown: COUNT });
    await expectAsync(download.clear()).toBeRejectedWithError(WeightsFailure);
    expect(download.state()).not.toBe('paused');
  });

  /** Deletes the database, which closes all open connections. */
  async function deleteAndBlock(): Promise<void> {
    await new Promise<unknown>((resolve) => {
      const request = indexedDB.deleteDatabase(DATABASE_NAME);
      request.onsuccess = resolve;
    });
  }
});
