import type { Page } from '@playwright/test';
import { storedRecords } from './stored-records.ts';

/** Hashes of the shards stored on this device. */
export async function keptHashes(page: Page): Promise<string[]> {
  const records = await storedRecords(page, 'weights', ['shards']);
  return records.evaluate(([shards = []]) => shards.map(({ key }) => key));
}

/** Flips one bit of a stored shard. */
export async function damageShard(page: Page, sha256: string): Promise<void> {
  await page.evaluate(
    (key) =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('weights');
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('shards', 'readwrite');
          const shards = transaction.objectStore('shards');
          const reading = shards.get(key);
          reading.onsuccess = () => {
            const bytes = new Uint8Array(reading.result as ArrayBuffer);
            bytes[5000] = (bytes[5000] ?? 0) ^ 1;
            shards.put(bytes.buffer, key);
          };
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    sha256,
  );
}
