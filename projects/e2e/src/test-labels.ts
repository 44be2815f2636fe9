import { parseDigitList, unpackDigits } from '#model';
import type { Page } from '@playwright/test';
import { gunzipSync } from 'node:zlib';

/** What the test digits are, from the file that the server has. */
export async function testLabels(page: Page): Promise<Uint8Array> {
  const address = (path: string): string => new URL(`digits/${path}`, page.url()).href;
  const list = await page.request.get(address('list.json'));
  const { files } = parseDigitList(await list.text(), 'list.json');
  const path = files.find(({ part }) => part === 'test')?.path ?? '';
  const file = await page.request.get(address(path));
  return unpackDigits(gunzipSync(await file.body()), path).labels;
}
