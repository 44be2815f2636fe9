import type { Page } from '@playwright/test';

/** Images that the run had seen that is kept on this device, to go on with; undefined if there is none. */
export function keptRunImages(page: Page): Promise<number | undefined> {
  return page.evaluate(
    () =>
      new Promise<number | undefined>((resolve, reject) => {
        const opening = indexedDB.open('library');
        opening.onerror = () => {
          reject(new Error(String(opening.error)));
        };
        opening.onsuccess = () => {
          const database = opening.result;
          const reading = database.transaction('runs').objectStore('runs').getAll();
          reading.onsuccess = () => {
            database.close();
            // Milestones are kept beside it.
            const records = reading.result as { point?: { state?: { imagesSeen: number } } }[];
            resolve(records.flatMap(({ point }) => point?.state?.imagesSeen ?? []).at(0));
          };
        };
      }),
  );
}
