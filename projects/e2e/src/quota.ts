import type { Page } from '@playwright/test';

/**
 * Has the browser give a page's origin so much room to store.
 * @param bytes undefined: as much as usual
 */
export async function setQuota(page: Page, address = '', bytes?: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const quota = bytes === undefined ? {} : { quotaSize: bytes };
  await session.send('Storage.overrideQuotaForOrigin', {
    origin: new URL(address).origin,
    ...quota,
  });
}
