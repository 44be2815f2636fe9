import { cardOf } from '../../library/worker/kept-networks.ts';
import { LibraryStore } from '../../library/worker/library-store.ts';
import { libraryKey } from '../../library-address.ts';
import { labHistoryIn } from '../shared/lab-history.ts';
import { DEFAULT_SETTINGS } from '../shared/lab-settings.ts';
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

describe('LabService', () => {
  let visits: LabVisits;

  beforeEach(async () => {
    visits = await LabVisits.begin();
  });
  afterEach(() => visits.end());

  it('learns, with a curve and milestones, and gives frames while they come back', async () => {
    const lab = visits.open();
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

  it('gives the test digits, of which the answers are shares', async () => {
    const lab = visits.open();
    await lab.start(SETTINGS);
    lab.go();
    await ended(lab);
    const { pixels, labels } = await lab.testDigits();
    expect([pixels.length, labels.length]).toEqual([784_000, 1000]);
    const { test, point } = lab.milestones().at(-1) ?? { test: undefined, point: undefined };
    const right = labels.filter((label, digit) => label === test?.answers[digit]).length;
    expect(right / 1000).toBe(point?.accuracy ?? NaN);
    // Once for all who ask.
    expect(await lab.testDigits()).toBe(await lab.testDigits());
  });

  it('opens the exam when the run has ended, and keeps what came out', async () => {
    const lab = visits.open();
    await lab.start({ ...SETTINGS, isExam: true });
    // Too early: nothing happens.
    lab.openExam();
    lab.go();
    await ended(lab);
    expect(lab.exam()).toBeUndefined();
    expect(lab.curve().at(-1)?.tested).toBe(500);
    lab.openExam();
    await until(() => lab.exam() !== undefined);
    const { labels } = await lab.testDigits();
    const answers = lab.milestones().at(-1)?.test.answers.subarray(500);
    const right = labels.subarray(500).filter((label, digit) => label === answers?.[digit]);
    const exam = { accuracy: right.length / 500, tested: 500 };
    expect(lab.exam()).toEqual(exam);
    const address = await lab.keep('With an exam');
    const store = new LibraryStore(libraryDatabase(), LAB_FOLDER);
    const record = await store.record(libraryKey(address));
    expect(labHistoryIn(record?.training, address)?.exam).toEqual(exam);
  });

  it('keeps a run as a network of the library, with checkpoints, answers and history', async () => {
    const lab = visits.open();
    await lab.start(SETTINGS);
    lab.go();
    await ended(lab);
    const prediction = { question: 'How many of 100?', guess: 60 };
    const address = await lab.keep('My first one', prediction);
    expect(visits.ports[0]?.isTold).toBe(1);
    const store = new LibraryStore(libraryDatabase(), LAB_FOLDER);
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
    expect(history?.prediction).toEqual(prediction);
    if (record) expect(cardOf(libraryKey(address), record).prediction).toEqual(prediction);
    const weights = await store.weights(libraryKey(address), 5);
    expect(weights[0]?.weights.length).toBe(784 * 12);
    expect((await store.evaluation(libraryKey(address), 5))?.byteLength).toBe(2000);
    // There is nothing left to go on with.
    expect((await visits.open().look(SETTINGS)).interrupted).toBeUndefined();
  });

  it('goes on after a reload, to the bytes of a run that nobody interrupted', async () => {
    const whole = visits.open();
    await whole.start(SETTINGS);
    whole.go();
    await ended(whole);
    const hash = await keptHash(whole, 5);

    const lab = visits.open();
    await lab.start({ ...SETTINGS, pace: 'step' });
    await takeSteps(lab, 6);
    visits.ports.at(-1)?.postMessage({ kind: 'hold', why: 'hidden', id: 999 });
    await untilStored('point');
    await visits.ports.at(-1)?.session.end();

    const next = visits.open();
    const { interrupted } = await next.look(SETTINGS);
    expect(interrupted?.images).toBe(96);
    expect(interrupted?.settings).toEqual({ ...SETTINGS, pace: 'step' });
    await next.start(SETTINGS, 'interruption');
    // What was answered before the page was there is on it, too.
    expect(next.milestones().map(({ index, point }) => [index, point.images])).toEqual([
      [0, 0],
      [1, 64],
    ]);
    expect(next.milestones().map(({ test }) => test.answers)).toEqual(
      whole
        .milestones()
        .slice(0, 2)
        .map(({ test }) => test.answers),
    );
    next.setPace('full');
    next.go();
    await ended(next);
    expect(await keptHash(next, 5)).toBe(hash);
  });

  it('watches where another tab learns, with its moments, and may learn when that has ended', async () => {
    const first = visits.open();
    await first.start({ ...SETTINGS, pace: 'step' });
    await until(() => first.milestones().length === 1);
    const second = visits.open();
    expect((await second.look(SETTINGS)).isElsewhere).toBeTrue();
    await second.start(SETTINGS);
    expect(second.isWatching()).toBeTrue();
    // The run as it waits: it does nothing that would show it.
    await until(() => second.frame() !== undefined);
    expect(second.frame()?.images).toBe(0);
    expect(second.run()?.settings.pace).toBe('step');
    expect(second.milestones()).toEqual(first.milestones());
    expect(second.milestoneImages()).toEqual([0]);
    visits.ports[0]?.session.receive({ kind: 'step', id: 1001 });
    await until(() => second.progress()?.batches === 1);

    visits.ports[0]?.session.receive({ kind: 'pace', pace: 'full', id: 1002 });
    visits.ports[0]?.session.receive({ kind: 'go', id: 1003 });
    await until(() => second.phase()?.kind === 'ended' && !second.isWatching());
    expect(second.milestoneImages()).toEqual([0, 64, 128, 256, 512, 600]);
    for (const index of [0, 3, 5]) {
      expect((await second.weightsAt(index))?.[0]?.weights.byteLength).toBe(784 * 12 * 2);
    }
    expect(await second.weightsAt(6)).toBeUndefined();
    expect(second.curve().at(-1)?.images).toBe(600);
    await second.start(SETTINGS);
    expect(second.isWatching()).toBeFalse();
    await visits.ports[0]?.session.end();
  });

  it('forgets nothing of another tab that learns', async () => {
    const first = visits.open();
    await first.start(SETTINGS);
    const second = visits.open();
    await second.start(SETTINGS);
    await until(() => second.run() !== undefined);
    visits.ports[0]?.session.receive({ kind: 'go', id: 1000 });
    await until(() => second.phase()?.kind === 'ended' && !second.isWatching());
    // The next run of the first tab, while what the second has watched is still on its screen.
    visits.ports[0]?.session.receive({
      ...{ kind: 'start', settings: { ...SETTINGS, pace: 'step' }, from: 'beginning', id: 1001 },
    });
    await until(async () => (await second.look(SETTINGS)).isElsewhere);
    await untilStored('milestone 0');
    second.leave(true);
    await second.look(SETTINGS);
    visits.ports[0]?.session.receive({ kind: 'step', id: 1002 });
    visits.ports[0]?.session.receive({ kind: 'hold', why: 'hidden', id: 1003 });
    await untilStored('point');
    await visits.ports[0]?.session.end();
    expect((await visits.open().look(SETTINGS)).interrupted?.images).toBe(16);
  });

  it('finds out whether there is room, whatever the browser says of it', async () => {
    const put = spyOn(IDBObjectStore.prototype, 'put').and.throwError(
      new DOMException('full', 'QuotaExceededError'),
    );
    expect((await visits.open().look(SETTINGS)).room.isEnough).toBeFalse();
    put.and.callThrough();
    expect((await visits.open().look(SETTINGS)).room.isEnough).toBeTrue();
    const left = await libraryDatabase().run('readonly', (tx) =>
      tx.objectStore('runs').getAllKeys(),
    );
    expect(left).toEqual([]);
  });

  it('says whether there is room before it begins', async () => {
    const lab = visits.open({ freeBytes: () => Promise.resolve(100_000) });
    const { room } = await lab.look(DEFAULT_SETTINGS);
    expect(room.free).toBe(100_000);
    expect(room.isEnough).toBeFalse();
    expect(room.needed).toBeGreaterThan(1_000_000);
    expect(room.needed).toBeLessThan(3_000_000);
    expect((await visits.open().look(DEFAULT_SETTINGS)).room.isEnough).toBeTrue();
  });
});
