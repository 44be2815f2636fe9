import { DEFAULT_BRUSH } from '#model';
import { emptyLibrary } from '../../library/testing/library-port.ts';
import { LibraryDatabase, type StoredOwnDigit } from '../../library/worker/library-database.ts';
import { MOST_OWN } from '../shared/own-digits.ts';
import { OwnDigitStore } from './own-digit-store.ts';

const FOLDER = 'https://school.example/app/';

function digit(label: number, shade = label): StoredOwnDigit {
  const points = [{ x: label, y: 3, pressure: 0.5, time: 0 }];
  const ink = new Uint8Array(784).fill(shade).buffer;
  return { label, strokes: [{ points, brush: DEFAULT_BRUSH }], ink, timeMs: 1000 + label };
}

describe('OwnDigitStore', () => {
  let database: LibraryDatabase;
  let store: OwnDigitStore;

  beforeEach(async () => {
    await emptyLibrary();
    database = new LibraryDatabase(() => undefined);
    store = new OwnDigitStore(database, FOLDER);
  });

  it('keeps digits in the order of writing, and gives what a network is given of them', async () => {
    for (const label of [4, 0, 9]) await store.add(digit(label));
    const { count, first, labels, inks } = await store.here();
    expect([count, first, [...labels]]).toEqual([3, 0, [4, 0, 9]]);
    expect([inks[0], inks[784], inks[784 * 2]]).toEqual([4, 0, 9]);
    expect(await store.all()).toEqual([digit(4), digit(0), digit(9)]);
  });

  it('shows the newest twenty', async () => {
    for (let number = 0; number < 23; number++) await store.add(digit(number % 10));
    const { count, first, labels } = await store.here();
    expect([count, first]).toEqual([23, 3]);
    expect([...labels.subarray(0, 3), ...labels.subarray(17)]).toEqual([3, 4, 5, 0, 1, 2]);
  });

  it('takes back the last one with its strokes, and is empty after all of them', async () => {
    await store.add(digit(4));
    await store.add(digit(7));
    expect(await store.takeLast()).toEqual({ strokes: digit(7).strokes });
    await store.add(digit(2));
    expect([...(await store.images()).labels]).toEqual([4, 2]);
    await store.takeLast();
    await store.takeLast();
    expect(await store.takeLast()).toBeUndefined();
    expect((await store.here()).count).toBe(0);
  });

  it('deletes all at once, but not those of another copy of the app', async () => {
    const other = new OwnDigitStore(database, `${FOLDER}older/`);
    await other.add(digit(1));
    for (const label of [4, 0, 9]) await store.add(digit(label));
    await store.clear();
    expect((await store.here()).count).toBe(0);
    expect((await store.images()).labels.length).toBe(0);
    expect([...(await other.images()).labels]).toEqual([1]);
  });

  it('has another print when a label, the ink or the order differs', async () => {
    const prints = new Set<string>();
    for (const digits of [
      [digit(1), digit(2)],
      [digit(2), digit(1)],
      [digit(1), digit(2, 3)],
      [digit(1), digit(3, 2)],
      [digit(1)],
    ]) {
      await store.clear();
      for (const one of digits) await store.add(one);
      prints.add((await store.images()).print);
    }
    expect(prints.size).toBe(5);
    await store.add(digit(2));
    expect(prints).toContain((await store.images()).print);
    expect(prints.size).toBe(5);
  });

  it('hears of another tab', async () => {
    await store.add(digit(1));
    expect((await store.images()).labels.length).toBe(1);
    await new OwnDigitStore(new LibraryDatabase(() => undefined), FOLDER).add(digit(2));
    store.changed();
    expect([...(await store.images()).labels]).toEqual([1, 2]);
  });

  it('goes on where the system has closed its connection', async () => {
    await store.add(digit(1));
    await emptyLibrary();
    await store.add(digit(2));
    expect([...(await store.here()).labels]).toEqual([2]);
  });

  it('keeps so many and no more', async () => {
    await database.run('readwrite', async (tx) => {
      const all = tx.objectStore('ownDigits');
      for (let number = 0; number < MOST_OWN - 1; number++) {
        await all.put(digit(number % 10), [FOLDER, number]);
      }
    });
    await store.add(digit(9));
    await expectAsync(store.add(digit(0))).toBeRejectedWithError(/up to 5000/);
    expect((await store.here()).count).toBe(MOST_OWN);
  });
});
