import type { Page } from '@playwright/test';
import { storedRecords } from './stored-records.ts';

/** Images that the run had seen that is kept on this device, to go on with; undefined if there is none. */
export async function keptRunImages(page: Page): Promise<number | undefined> {
  const records = await storedRecords(page, 'library', ['runs']);
  return records.evaluate(([runs = []]) =>
    // Milestones are kept beside it.
    runs
      .map(({ value }) => value as { point?: { state?: { imagesSeen: number } } })
      .flatMap(({ point }) => point?.state?.imagesSeen ?? [])
      .at(0),
  );
}
