import type { Page } from '@playwright/test';

/** Hashes of the shards stored on this device. */
export function keptHashes(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('weights');
        opening.onerror = () => {
          reject(new Error(String(opening.error)));
        };
        opening.onsuccess = () => {
          const database = opening.result;
          const reading = database.transaction('shards').objectStore('shards').getAllKeys();
          reading.onsuccess = () => {
            database.close();
            resolve(reading.result as string[]);
          };
        };
      }),
  );
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
