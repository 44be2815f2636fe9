import type { BrowserContext, Page } from '@playwright/test';

/** Stops the service worker, as the browser does after 30 idle seconds. */
export async function endServiceWorker(context: BrowserContext): Promise<void> {
  const [page] = context.pages();
  if (!page) throw new Error('context: expected a page, found none');
  const session = await context.newCDPSession(page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await session.detach();
}

/** Makes the service worker look for a newer version now, and waits until it has. */
export async function lookForUpdate(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const nonce = Math.round(Math.random() * 1e7);
        navigator.serviceWorker.addEventListener('message', ({ data }) => {
          const { type, nonce: answered } = data as { type: string; nonce?: number };
          if (type === 'OPERATION_COMPLETED' && answered === nonce) resolve();
        });
        navigator.serviceWorker.controller?.postMessage({ action: 'CHECK_FOR_UPDATES', nonce });
      }),
  );
}

/** Waits until the service worker controls the page. */
export async function untilControlled(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}
