import { deleteDB } from 'idb';
import { DATABASE_NAME, WeightsDatabase } from '../worker/weights-database.ts';
import { until } from '../../../platform/testing/until.ts';

/** The weights worker's storage on this device, for specs that check it without the worker. */
export const deviceDatabase = new WeightsDatabase(() => undefined);

/** Deletes everything that is stored. */
export async function emptyDevice(): Promise<void> {
  await deleteDB(DATABASE_NAME);
}

export const storedKeys = (): Promise<readonly string[]> =>
  deviceDatabase.run('readonly', (tx) => tx.objectStore('shards').getAllKeys());

/** Waits until this many shards are stored. */
export function untilStored(count: number): Promise<void> {
  return until(async () => (await storedKeys()).length >= count);
}
