import { sha256Hex } from '#model';
import { TestBed } from '@angular/core/testing';
import { emptyLibrary } from '../../library/testing/library-port.ts';
import { LibraryDatabase } from '../../library/worker/library-database.ts';
import { LibraryStore } from '../../library/worker/library-store.ts';
import { libraryKey } from '../../library-address.ts';
import { UnreachableFile } from '../../weights/shared/file-failure.ts';
import { until } from '../../weights/testing/export-server.ts';
import { labHistoryIn } from '../shared/lab-history.ts';
import { DEFAULT_SETTINGS, type LabSettings } from '../shared/lab-settings.ts';
import { digitServer, FakeTabs, LAB_FOLDER, LabPort } from '../testing/lab-port.ts';
import { LAB_WORKER_FACTORY, LabService } from './lab-service.ts';

const SETTINGS: LabSettings = {
  ...DEFAULT_SETTINGS,
  hidden: [12],
  digits: 300,
  batchSize: 16,
  stop: { kind: 'passes', passes: 2 },
  pace: 'full',
};

describe('LabService', () => {
  let served: Map<string, ArrayBuffer>;
  let tabs: FakeTabs;
  let ports: LabPort[];

  beforeAll(async () => {
    served = await digitServer();
  });
  beforeEach(async () => {
    await emptyLibrary();
    tabs = new FakeTabs();
    ports = [];
  });
  afterEach(async () => {
    TestBed.resetTestingModule();
    for (const port of ports) await port.session.end();
  });

  /** Opens the lab, as after a reload or in another tab. */
  const open = (world: ConstructorParameters<typeof LabPort>[2] = {}): LabService => {
    const port = new LabPort(served, tabs, world);
    ports.push(port);
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({
      providers: [LabService, { provide: LAB_WORKER_FACTORY, useValue: () => port }],
    });
    return TestBed.inject(LabService);
  };
  /** Shows whatever comes. */
  const ended = (lab: LabService): Promise<void> => until(() => lab.phase()?.kind === 'ended');
  const database = (): LibraryDatabase => new LibraryDatabase(() => undefined);

  it('learns, with a curve and milestones, and gives frames while they come back', async () => {
    const lab = open();
    await lab.start(SETTINGS);
    expect(lab.run()?.spec.layers.map(({ outputs }) => outputs)).toEqual([12, 10]);
    expect([lab.run()?.digits, lab.run()?.totalImages]).toEqual([300, 600]);
    await until(() => lab.frame() !== undefined);
    expect(lab.frame()?.images).toBe(0);
    lab.go();
    await ended(lab);
    expect(lab.phase()).toEqual({ kind: 'ended', why: 'passes' });
    expect(lab.milestones().map(({ point }) => point.images)).toEqual([0, 64, 128, 256, 512, 600]);
    expect(lab.milestones().at(-1)?.test.answers.length).toBe(1000);
    expect(lab.curve().at(-1)?.images).toBe(600);
    expect(lab.device()).toEqual({ kind: 'cpu', threads: 1 });
  });

  it('keeps a run as a network of the library, with checkpoints, answers and history', async () => {
    const lab = open();
    await lab.start(SETTINGS);
    lab.go();
    await ended(lab);
    const address = await lab.keep('My first one');
    expect(ports[0]?.isTold).toBe(1);
    const store = new LibraryStore(database(), LAB_FOLDER);
    const record = await store.record(libraryKey(address));
    expect(record).toEqual(
      jasmine.objectContaining({
        name: 'My first one',
        origin: { kind: 'lab' },
        precision: 'float16',
      }),
    );
    expect(record?.moments.map(({ id }) => id)).toEqual([
      ...['initial', 'approx_64', 'approx_128', 'approx_256', 'approx_512'],
      'dataset_2x',
    ]);
    expect(record?.face?.templates.length).toBe(12);
    const last = lab.curve().at(-1);
    expect(record?.moments.at(-1)?.metrics.testAccuracy).toBe(last?.accuracy ?? NaN);
    const history = labHistoryIn(record?.training, address);
    expect(history?.settings).toEqual({ ...SETTINGS });
    expect(history?.curve.map(({ images }) => images)).toEqual(
      lab.curve().map(({ images }) => images),
    );
    expect(history?.isRepeatable).toBeTrue();
    const weights = await store.weights(libraryKey(address), 5);
    expect(weights[0]?.weights.length).toBe(784 * 12);
    expect((await store.evaluation(libraryKey(address), 5))?.byteLength).toBe(2000);
    // There is nothing left to go on with.
    expect((await open().look(SETTINGS)).interrupted).toBeUndefined();
  });

  it('goes on after a reload, to the bytes of a run that nobody interrupted', async () => {
    const whole = open();
    await whole.start(SETTINGS);
    whole.go();
    await ended(whole);
    const hash = await lastHash(whole);

    const lab = open();
    await lab.start({ ...SETTINGS, pace: 'step' });
    for (let step = 1; step <= 6; step++) {
      lab.step();
      await until(() => lab.progress()?.batches === step);
    }
    ports.at(-1)?.postMessage({ kind: 'hold', why: 'hidden', id: 999 });
    await until(() => lab.phase()?.kind === 'held');
    await ports.at(-1)?.session.end();

    const next = open();
    const { interrupted } = await next.look(SETTINGS);
    expect(interrupted?.images).toBe(96);
    expect(interrupted?.settings).toEqual({ ...SETTINGS, pace: 'step' });
    await next.start(SETTINGS, 'interruption');
    next.setPace('full');
    next.go();
    await ended(next);
    expect(await lastHash(next)).toBe(hash);
  });

  async function lastHash(lab: LabService): Promise<string> {
    const key = libraryKey(await lab.keep('kept'));
    const read = await database().run('readonly', (tx) =>
      tx.objectStore('checkpoints').get([key, 5]),
    );
    return sha256Hex(new Uint8Array(read?.bytes ?? new ArrayBuffer()));
  }

  it('watches where another tab learns, and may learn when that has ended', async () => {
    const first = open();
    await first.start({ ...SETTINGS, pace: 'step' });
    const learning = first;
    const second = open();
    expect((await second.look(SETTINGS)).isElsewhere).toBeTrue();
    await second.start(SETTINGS);
    expect(second.isWatching()).toBeTrue();
    await until(() => second.run() !== undefined);
    expect(second.run()?.settings.pace).toBe('step');
    // Its page has shown what it was given.
    ports[0]?.session.receive({ kind: 'frameShown', weights: [], id: 1000 });
    ports[0]?.session.receive({ kind: 'step', id: 1001 });
    await until(() => second.progress()?.batches === 1);
    await until(() => second.frame() !== undefined);
    await ports[0]?.session.end();
    await until(() => !second.isWatching());
    await second.start(SETTINGS);
    expect(second.isWatching()).toBeFalse();
    expect(learning.run()).toBeDefined();
  });

  it('says whether there is room before it begins', async () => {
    const lab = open({ freeBytes: () => Promise.resolve(100_000) });
    const { room } = await lab.look(DEFAULT_SETTINGS);
    expect(room.free).toBe(100_000);
    expect(room.isEnough).toBeFalse();
    expect(room.needed).toBeGreaterThan(1_000_000);
    expect(room.needed).toBeLessThan(3_000_000);
    expect((await open().look(DEFAULT_SETTINGS)).room.isEnough).toBeTrue();
  });

  it('goes on in memory when the database is gone, and says so', async () => {
    const lab = open();
    const broken = spyOn(IDBDatabase.prototype, 'transaction').and.throwError(
      new DOMException('no more', 'UnknownError'),
    );
    await lab.start(SETTINGS);
    lab.go();
    await ended(lab);
    expect(lab.storage()).toEqual({ kind: 'memory', reason: 'failed' });
    broken.and.callThrough();
  });

  it('says which digits are missing, and leaves the lab to others', async () => {
    const lab = open({
      fetchFile: (url) => {
        const what = [url, 'the file', 'a server that sends it', 'none'] as const;
        return Promise.reject(new UnreachableFile(what, { kind: 'nothing' }));
      },
    });
    await expectAsync(lab.start(SETTINGS)).toBeRejectedWith(
      jasmine.objectContaining({ isCorrupt: false, arrival: { kind: 'nothing' } }),
    );
    const other = open();
    await other.start(SETTINGS);
    expect(other.isWatching()).toBeFalse();
  });
});
