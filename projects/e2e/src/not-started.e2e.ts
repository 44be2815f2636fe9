import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, test } from './app-page.ts';
import { BUILT_APP } from './app-server.ts';

test.use({ expectedErrors: [/ERR_FAILED|404|MIME type|CORS|SyntaxError|file:/] });

const words = (page: Page) => page.getByText('The app has not started');

/** Waits until the message would appear. */
async function afterAWhile(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) animation.finish();
  });
}

test('shows no such message when the app starts', async ({ app, page }) => {
  await page.addInitScript(() => {
    const look = (): void => {
      const found = document.getElementById('not-started');
      const isSeen = found && getComputedStyle(found).visibility === 'visible';
      if (isSeen && document.styleSheets.length > 0) document.documentElement.dataset['seen'] = '';
      requestAnimationFrame(look);
    };
    look();
  });
  await app.open();
  await expect(words(page)).toHaveCount(0);
  await expect(page.locator('html[data-seen]')).toHaveCount(0);
});

test('says what it needs when its scripts do not arrive or cannot be parsed', async ({ page }) => {
  for (const body of [undefined, 'class { static { this is not parsed', '<!doctype html>']) {
    await page.route('**/*.js', (route) =>
      body === undefined ? route.abort() : route.fulfill({ body, contentType: 'text/javascript' }),
    );
    await page.goto('./');
    await expect(words(page)).toBeHidden();
    await afterAWhile(page);
    await expect(words(page)).toBeVisible();
    await expect(page.getByText('Chrome 119, Firefox 119, Safari 17 or newer')).toBeVisible();
    await expect(page.getByText('Die App ist nicht gestartet')).toBeVisible();
    await page.unroute('**/*.js');
  }
});

test('says what it needs when its address lacks the final slash', async ({ page }) => {
  const body = readFileSync(join(BUILT_APP, 'index.html'), 'utf8');
  await page.route('**/school/digits', (route) =>
    route.fulfill({ body, contentType: 'text/html' }),
  );
  await page.goto('/school/digits');
  await expect(page.getByText('the slash at the end')).toBeVisible();
});

test('says what it needs when opened as a file', async ({ page }) => {
  await page.goto(pathToFileURL(join(BUILT_APP, 'index.html')).href);
  await afterAWhile(page);
  await expect(page.getByText('not with file://')).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('says at once that JavaScript is needed', async ({ page }) => {
    await page.goto('./');
    await expect(page.getByText('JavaScript switched on')).toBeVisible();
  });
});
