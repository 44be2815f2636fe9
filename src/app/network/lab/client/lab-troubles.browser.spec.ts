import { emptyLibrary } from '../../library/testing/library-port.ts';
import { LibraryStore } from '../../library/worker/library-store.ts';
import { libraryKey } from '../../library-address.ts';
import { UnreachableFile } from '../../weights/shared/file-failure.ts';
import { LAB_FOLDER } from '../testing/lab-port.ts';
import {
  ended,
  keptHash,
  LabVisits,
  libraryDatabase,
  takeSteps,
  untilStored,
  VISIT_SETTINGS as SETTINGS,
} from '../testing/lab-visits.ts';
import { until } from '../../../platform/testing/until.ts';

describe('LabService in trouble', () => {
  let visits: LabVisits;

  beforeEach(async () => {
    visits = await LabVisits.begin();
  });
  afterEach(() => visits.end());

  it('goes on in memory when the database is gone, and says so', async () => {
    const lab = visits.open();
    const broken = spyOn(IDBDatabase.prototype, 'transaction').and.throwError(
      new DOMException('no more', 'UnknownError'),
    );
    await lab.start(SETTINGS);
    lab.go();
    await ended(lab);
    // What is stored is told in its own time.
    await until(() => lab.storage().kind === 'memory');
    expect(lab.storage()).toEqual({ kind: 'memory', reason: 'failed' });
    broken.and.callThrough();
  });

  it('goes on when its database is deleted, and keeps the whole run all the same', async () => {
    const lab = visits.open();
    await lab.start({ ...SETTINGS, pace: 'step' });
    await takeSteps(lab, 5);
    visits.ports[0]?.postMessage({ kind: 'hold', why: 'hidden', id: 999 });
    await untilStored('point');
    await emptyLibrary();
    lab.setPace('full');
    lab.go();
    await ended(lab);
    const address = await lab.keep('Still here');
    const store = new LibraryStore(libraryDatabase(), LAB_FOLDER);
    expect((await store.record(libraryKey(address)))?.moments.length).toBe(6);
    expect(lab.storage()).toEqual({ kind: 'persistent' });
  });

  it('does not offer to go on with a part of a run', async () => {
    const lab = visits.open();
    await lab.start({ ...SETTINGS, pace: 'step' });
    await takeSteps(lab, 5);
    await untilStored('milestone 1');
    await emptyLibrary();
    visits.ports[0]?.postMessage({ kind: 'hold', why: 'hidden', id: 999 });
    await untilStored('point');
    await visits.ports[0]?.session.end();
    // Its first milestones are gone: a network without them could not be kept.
    expect((await visits.open().look(SETTINGS)).interrupted).toBeUndefined();
  });

  it('goes on when there is no room any more, and keeps the run once there is', async () => {
    const lab = visits.open();
    await lab.start({ ...SETTINGS, pace: 'step' });
    await takeSteps(lab, 1);
    const full = new DOMException('full', 'QuotaExceededError');
    const writes = (['put', 'add'] as const).map((name) =>
      spyOn(IDBObjectStore.prototype, name).and.throwError(full),
    );
    lab.setPace('full');
    lab.go();
    await ended(lab);
    await until(() => lab.storage().kind === 'memory');
    expect(lab.storage()).toEqual({ kind: 'memory', reason: 'full' });
    await expectAsync(lab.keep('No room')).toBeRejectedWith(
      jasmine.objectContaining({ failure: jasmine.objectContaining({ storage: 'full' }) }),
    );
    for (const write of writes) write.and.callThrough();
    const store = new LibraryStore(libraryDatabase(), LAB_FOLDER);
    expect((await store.record(libraryKey(await lab.keep('Room'))))?.moments.length).toBe(6);
  });

  it('says that its worker died, and goes on from where it was saved, to the same bytes', async () => {
    const whole = visits.open();
    await whole.start(SETTINGS);
    whole.go();
    await ended(whole);
    const hash = await keptHash(whole, 5);

    const lab = visits.open();
    await lab.start({ ...SETTINGS, pace: 'step' });
    await takeSteps(lab, 6);
    visits.ports[1]?.postMessage({ kind: 'hold', why: 'hidden', id: 999 });
    await untilStored('point');
    await takeSteps(lab, 1);
    // As a browser does that has no more memory: the worker is gone, and its lock with it.
    await visits.ports[1]?.session.end();
    visits.ports[1]?.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
    expect(lab.problem()).toBe('lab worker: out of memory');
    expect(lab.run()).toBeUndefined();

    expect((await lab.look(SETTINGS)).interrupted?.images).toBe(96);
    expect(visits.ports.length).toBe(3);
    await lab.start(SETTINGS, 'interruption');
    expect(lab.problem()).toBeUndefined();
    lab.setPace('full');
    lab.go();
    await ended(lab);
    expect(await keptHash(lab, 5)).toBe(hash);
  });

  it('says which digits are missing, and leaves the lab to others', async () => {
    const lab = visits.open({
      fetchFile: (url) => {
        const what = [url, 'the file', 'a server that sends it', 'none'] as const;
        return Promise.reject(new UnreachableFile(what, { kind: 'nothing' }));
      },
    });
    await expectAsync(lab.start(SETTINGS)).toBeRejectedWith(
      jasmine.objectContaining({ isCorrupt: false, arrival: { kind: 'nothing' } }),
    );
    const other = visits.open();
    await other.start(SETTINGS);
    expect(other.isWatching()).toBeFalse();
  });

  it('refuses digits that come damaged, and fetches them again with the next start', async () => {
    const [url = ''] = [...visits.served.keys()].filter((name) => name.includes('train-1'));
    const whole = visits.served.get(url) ?? new ArrayBuffer();
    const flipped = new Uint8Array(whole.slice(0));
    flipped[1000] = (flipped[1000] ?? 0) ^ 4;
    const lab = visits.open();
    for (const [damaged, field] of [
      [flipped.buffer, 'SHA-256'],
      [whole.slice(0, -1), 'length'],
      [new ArrayBuffer(0), 'length'],
    ] as const) {
      visits.served.set(url, damaged);
      await expectAsync(lab.start(SETTINGS)).toBeRejectedWith(
        jasmine.objectContaining({
          isCorrupt: true,
          message: jasmine.stringMatching(new RegExp(`train-1.*: ${field}: expected`)),
        }),
      );
    }
    visits.served.set(url, whole);
    await lab.start(SETTINGS);
    await until(() => lab.milestones().length === 1);
    lab.go();
    await ended(lab);
    expect(lab.curve().at(-1)?.images).toBe(600);
  });
});
