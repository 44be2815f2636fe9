import type { JSHandle, Page } from '@playwright/test';

/** What a database keeps under a key. */
export interface StoredRecord {
  /** Its parts with commas between them. */
  readonly key: string;
  readonly value: unknown;
}

/**
 * What some stores of one of the app's databases have, a list for each, by key: read beside the app, in one transaction, since the
 * app may be at work. A store that there is not has no records. It stays in the page; evaluate it there.
 */
export function storedRecords(
  page: Page,
  database: 'library' | 'weights',
  stores: readonly string[],
): Promise<JSHandle<StoredRecord[][]>> {
  return page.evaluateHandle(
    async ({ name, wanted }) => {
      const answerTo = <Result>(request: IDBRequest<Result>) =>
        new Promise<Result>((resolve, reject) => {
          request.onsuccess = () => {
            resolve(request.result);
          };
          request.onerror = () => {
            reject(new Error(String(request.error)));
          };
        });
      const opened = await answerTo(indexedDB.open(name));
      const there = wanted.filter((store) => opened.objectStoreNames.contains(store));
      const reading = there.length > 0 ? opened.transaction(there) : undefined;
      const lists = await Promise.all(
        wanted.map(async (store) => {
          if (!reading || !there.includes(store)) return [];
          const all = reading.objectStore(store);
          const [keys, values] = await Promise.all([
            answerTo(all.getAllKeys()),
            answerTo<unknown[]>(all.getAll()),
          ]);
          // The app's are text and numbers.
          const texts = keys.map((key) => ([key].flat() as (string | number)[]).join());
          return texts.map((key, index) => ({ key, value: values[index] }));
        }),
      );
      opened.close();
      return lists;
    },
    { name: database, wanted: stores },
  );
}
