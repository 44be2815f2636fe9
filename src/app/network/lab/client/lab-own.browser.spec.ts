import { DEFAULT_BRUSH, type Drawing, type Stroke } from '#model';
import { labHistoryIn } from '../shared/lab-history.ts';
import { LabVisits } from '../testing/lab-visits.ts';
import {
  ended,
  keptHash,
  libraryDatabase,
  takeSteps,
  untilStored,
  VISIT_SETTINGS as SETTINGS,
} from '../testing/lab-visits.ts';
import type { LabService } from './lab-service.ts';
import { until } from '../../../platform/testing/until.ts';

/** An upright line. */
const drawing = (x: number): Drawing => {
  const points: Stroke = [
    { x, y: 4, pressure: 0.5, time: 0 },
    { x, y: 24, pressure: 0.5, time: 100 },
  ];
  return { strokes: [{ points, brush: DEFAULT_BRUSH }] };
};

const MINE = { ...SETTINGS, ownDigits: 'train' } as const;

async function write(lab: LabService, count: number): Promise<void> {
  for (let number = 0; number < count; number++) await lab.own.add(number % 10, drawing(14));
}

async function whole(lab: LabService, settings: typeof SETTINGS): Promise<void> {
  await lab.start(settings);
  lab.go();
  await ended(lab);
}

/** What the last kept network says of how it was trained. */
async function historyOf(): Promise<ReturnType<typeof labHistoryIn>> {
  const records = await libraryDatabase().run('readonly', (tx) =>
    tx.objectStore('networks').getAll(),
  );
  return labHistoryIn(records.at(-1)?.training, 'kept');
}

describe('a run with own digits', () => {
  let visits: LabVisits;

  beforeEach(async () => {
    visits = await LabVisits.begin();
  });
  afterEach(() => visits.end());

  it('learns from four of five, and says how it reads the others', async () => {
    const lab = visits.open();
    await write(lab, 10);
    await whole(lab, MINE);
    // 300 of the files and 8 own ones, twice.
    expect([lab.run()?.digits, lab.run()?.totalImages]).toEqual([308, 616]);
    expect(lab.curve().every(({ mine }) => mine?.tested === 2)).toBeTrue();
    // All are the same line, so that all are read as the same digit: at most one of the two, 4 and 9.
    expect(lab.curve().at(-1)?.mine?.right).toBeLessThanOrEqual(1);
    await keptHash(lab, 0);
    const history = await historyOf();
    expect(history?.isRepeatable).toBeFalse();
    expect(history?.settings.ownDigits).toBe('train');
  });

  it('is the run without them where they only test', async () => {
    const lab = visits.open();
    await write(lab, 10);
    await whole(lab, SETTINGS);
    const hash = await keptHash(lab, 5);
    const accuracies = lab.milestones().map(({ point }) => point.accuracy);
    expect(lab.curve().some(({ mine }) => mine)).toBeFalse();
    lab.leave(true);
    await whole(lab, { ...SETTINGS, ownDigits: 'test' });
    expect(await keptHash(lab, 5)).toBe(hash);
    expect(lab.milestones().map(({ point }) => point.accuracy)).toEqual(accuracies);
    // Each label is written once, and all are read as the same digit.
    expect(lab.curve().at(-1)?.mine).toEqual({ right: 1, tested: 10 });
    expect((await historyOf())?.isRepeatable).toBeTrue();
  });

  it('is gone on with as long as they are the same, and not when they have changed', async () => {
    const lab = visits.open();
    await write(lab, 10);
    await lab.start({ ...MINE, pace: 'step' });
    await takeSteps(lab, 3);
    visits.ports.at(-1)?.postMessage({ kind: 'hold', why: 'hidden', id: 999 });
    await untilStored('point');
    await visits.ports.at(-1)?.session.end();

    const next = visits.open();
    expect((await next.look(SETTINGS)).interrupted?.isOwnChanged).toBeFalse();
    await next.own.takeBack();
    expect((await next.look(SETTINGS)).interrupted?.isOwnChanged).toBeTrue();
    await expectAsync(next.start(SETTINGS, 'interruption')).toBeRejectedWithError(/own digits/);
    await next.own.add(9, drawing(14));
    await next.start(SETTINGS, 'interruption');
    expect(next.run()?.digits).toBe(308);
    expect((await next.look(SETTINGS)).interrupted).toBeUndefined();
  });

  it('hears of what another tab writes and deletes', async () => {
    await visits.open().own.look();
    const lab = visits.open();
    await lab.own.look();
    expect(lab.own.here()?.count).toBe(0);
    const [other] = visits.ports;
    other?.session.receive({ kind: 'addOwnDigit', label: 3, drawing: drawing(10), id: 1000 });
    await until(() => lab.own.here()?.count === 1);
    expect([...(lab.own.here()?.labels ?? [])]).toEqual([3]);
    other?.session.receive({ kind: 'removeOwnDigits', which: 'all', id: 1001 });
    await until(() => lab.own.here()?.count === 0);
  });

  it('gives what was written as a file', async () => {
    const lab = visits.open();
    await write(lab, 3);
    const file = await lab.own.write();
    expect([file.name, file.type]).toEqual(['own-digits.zip', 'application/zip']);
    expect(new TextDecoder().decode(await file.slice(0, 2).arrayBuffer())).toBe('PK');
  });
});
