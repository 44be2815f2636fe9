import { libraryAddress, libraryKey } from '../../library-address.ts';
import { LibraryStore } from '../../library/worker/library-store.ts';
import { LAB_FOLDER } from '../testing/lab-port.ts';
import {
  ended,
  keptHash,
  LabVisits,
  libraryDatabase,
  takeSteps,
  VISIT_SETTINGS as SETTINGS,
} from '../testing/lab-visits.ts';
import type { TestAnswers } from '../shared/test-answers.ts';
import type { LabService } from './lab-service.ts';
import { until } from '../../../platform/testing/until.ts';

const never = new AbortController().signal;

/** Learns, and keeps what became of it. */
async function kept(lab: LabService, settings = SETTINGS, name = 'a run'): Promise<string> {
  await lab.start(settings);
  lab.go();
  await ended(lab);
  return lab.keep(name);
}

describe('comparing runs', () => {
  let visits: LabVisits;

  beforeEach(async () => {
    visits = await LabVisits.begin();
  });
  afterEach(() => visits.end());

  it('lists the runs that were kept, with what there is to compare', async () => {
    const lab = visits.open();
    expect(await lab.keptRuns()).toEqual([]);
    const address = await kept(lab);
    const [run, ...others] = await lab.keptRuns();
    expect(others).toEqual([]);
    expect(run?.address).toBe(address);
    expect([run?.name, run?.images, run?.isRepeatable]).toEqual(['a run', 600, true]);
    expect(run?.settings).toEqual(SETTINGS);
    expect(run?.curve.at(-1)?.images).toBe(600);
  });

  it('leaves out what was removed, was not trained here, or has a history that cannot be read', async () => {
    const lab = visits.open();
    const key = libraryKey(await kept(lab));
    const store = new LibraryStore(libraryDatabase(), LAB_FOLDER);
    const record = await store.record(key);
    if (!record) throw new Error('expected the network that was kept');
    const { training, ...untrained } = record;
    await store.add('imported', { ...untrained, addedMs: record.addedMs + 1 }, []);
    await store.add('broken', { ...record, training: { ...training, curve: 'none' } }, []);
    const addresses = async (): Promise<string[]> =>
      (await lab.keptRuns()).map(({ address }) => address);
    expect(await addresses()).toEqual([libraryAddress(key)]);
    await store.change(key, (kept) => ({ ...kept, removedMs: 1 }));
    expect(await addresses()).toEqual([]);
  });

  it('says what a kept run answered, and works it out where that did not travel', async () => {
    const lab = visits.open();
    const address = await kept(lab);
    const told = lastAnswers(lab);
    expect(await lab.keptAnswers(address)).toEqual(told);
    // As after an export and an import: checkpoints without answers.
    await libraryDatabase().run('readwrite', (tx) =>
      tx.objectStore('evaluations').delete(IDBKeyRange.bound([], [[]])),
    );
    const later = visits.open();
    expect(await later.keptAnswers(address)).toEqual(told);
    await expectAsync(later.keptAnswers('library:none')).toBeRejectedWithError(/in the library/);
  });

  it('learns again with other dice, to the answers of a run that somebody watched', async () => {
    const lab = visits.open();
    await kept(lab);
    const told = lastAnswers(lab);
    expect(await lab.rollDice(SETTINGS, 600, never)).toEqual(told);
    const other = await lab.rollDice({ ...SETTINGS, seed: 2 }, 600, never);
    expect(other?.answers.length).toBe(1000);
    expect(other).not.toEqual(told);
  });

  it('does not disturb a run that is held', async () => {
    const undisturbed = visits.open();
    const hash = await keptHash(await finished(undisturbed), 3);
    const lab = visits.open();
    await lab.start(SETTINGS);
    await takeSteps(lab, 3);
    expect(await lab.rollDice({ ...SETTINGS, seed: 3 }, 600, never)).toBeDefined();
    expect([lab.progress()?.batches, lab.phase()?.kind]).toEqual([3, 'held']);
    lab.setPace('full');
    lab.go();
    await ended(lab);
    expect(await keptHash(lab, 3)).toBe(hash);
  });

  it('waits for nobody: a run that learns goes first, and so does one that begins', async () => {
    const lab = visits.open();
    await lab.start({ ...SETTINGS, stop: { kind: 'never' } });
    lab.go();
    expect(await lab.rollDice(SETTINGS, 600, never)).toBeUndefined();
    lab.hold();
    await until(() => lab.phase()?.kind === 'held');
    const rolled = lab.rollDice(SETTINGS, 6_000_000, never);
    const second = lab.rollDice(SETTINGS, 600, never);
    expect(await second).toBeUndefined();
    lab.go();
    expect(await rolled).toBeUndefined();
    await lab.finish();
  });

  it('can be stopped, and rolled once more at once', async () => {
    const lab = visits.open();
    const stopping = new AbortController();
    const rolled = lab.rollDice(SETTINGS, 6_000_000, stopping.signal);
    // By then it learns.
    await lab.keptRuns();
    stopping.abort(new DOMException('enough', 'AbortError'));
    const again = lab.rollDice(SETTINGS, 600, never);
    await expectAsync(rolled).toBeRejectedWithError(/enough/);
    expect(await again).toBeDefined();
  });
});

async function finished(lab: LabService): Promise<LabService> {
  await lab.start(SETTINGS);
  lab.go();
  await ended(lab);
  return lab;
}

function lastAnswers(lab: LabService): TestAnswers {
  const last = lab.milestones().at(-1);
  if (!last) throw new Error('expected milestones');
  return last.test;
}
