import { deleteDB } from 'idb';
import { DATABASE_NAME, WeightsDatabase } from '../worker/weights-database.ts';

/** What the weights worker keeps on this device, for specs that look at it past the worker. */
export const deviceDatabase = new WeightsDatabase(() => undefined);

/** Deletes all that is kept. */
export async function emptyDevice(): Promise<void> {
  await deleteDB(DATABASE_NAME);
}

export const storedKeys = (): Promise<readonly string[]> =>
  deviceDatabase.run('readonly', (tx) => tx.objectStore('shards').getAllKeys());

/** Waits until so many shards are kept. */
export async function untilStored(count: number): Promise<void> {
  for (const endMs = performance.now() + 3000; (await storedKeys()).length < count;) {
    if (performance.now() > endMs) throw new Error(`expected ${count} shards within 3 s`);
  }
}
