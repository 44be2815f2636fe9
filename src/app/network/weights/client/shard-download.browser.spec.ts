import { TestBed } from '@angular/core/testing';
import { storedKeys } from '../testing/device-shards.ts';
import { COUNT, DownloadVisits, made, newer } from './testing/download-visits.ts';
import { WeightsService } from './weights-service.ts';
import { until } from '../../../platform/testing/until.ts';

describe('ShardDownload', () => {
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

  it('fetches every shard that is missing, starting from the end of the training', async () => {
    const download = await visit();
    expect([download.state(), download.progress().filesHere]).toEqual(['off', 0]);
    download.start();
    await reach(download, 'done');
    expect(shardsAskedFor()).toEqual([3, 2, 1, 0]);
    expect(download.progress()).toEqual({ files: COUNT, filesHere: COUNT, bytes: 0, bytesHere: 0 });
    expect((await storedKeys()).length).toBe(COUNT);
  });

  it('requests nothing on the next visit, and needs no network to find everything here', async () => {
    const first = await visit();
    first.start();
    await reach(first, 'done');
    server.isDown = true;
    const next = await visit();
    next.start();
    await reach(next, 'done');
    expect(shardsAskedFor()).toEqual([]);
  });

  it('continues where it stopped when the network returns', async () => {
    const download = await visit();
    server.answers.set(made.shards[2] ?? '', () => {
      server.isDown = true;
      return 'cut off';
    });
    download.start();
    await reach(download, 'waiting');
    expect(download.progress().filesHere).toBe(2);
    server.answers.clear();
    visits.clock.elapse();
    await until(() => visits.clock.delays.length > 0);
    expect(visits.clock.delays).toEqual([2000]);
    server.isDown = false;
    server.requests.length = 0;
    window.dispatchEvent(new Event('online'));
    await reach(download, 'done');
    expect(shardsAskedFor()).toEqual([2, 1, 0]);
  });

  it('stays paused on later visits, until it is resumed', async () => {
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
    visits.isMetered = true;
    const download = await visit();
    download.start();
    await reach(download, 'asking');
    expect(shardsAskedFor()).toEqual([]);
    download.resume();
    await reach(download, 'done');
    expect(shardsAskedFor()).toEqual([3, 2, 1, 0]);
  });

  it('fetches the others when one is damaged on the server, and does not count it', async () => {
    server.answers.set(made.shards[1] ?? '', () => '{}');
    const download = await visit();
    download.start();
    await reach(download, 'damaged');
    expect(download.progress().filesHere).toBe(COUNT - 1);
    server.answers.clear();
    download.resume();
    await reach(download, 'done');
  });

  it('names files that the server refuses, fetches the others, and retries those', async () => {
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
    visits.clock.elapse();
    await reach(download, 'done');
    expect(download.problems()).toEqual([]);
  });

  it('starts over with other weights', async () => {
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
