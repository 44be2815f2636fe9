import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from './app-page.ts';
import { BUILT_APP } from './app-server.ts';

/** The one script that contains a phrase. */
function scriptWith(phrase: string): string {
  const scripts = readdirSync(BUILT_APP).filter((name) => name.endsWith('.js'));
  const found = scripts.filter((name) =>
    readFileSync(`${BUILT_APP}/${name}`, 'utf8').includes(phrase),
  );
  if (found.length !== 1)
    throw new Error(`${phrase}: expected in one script, found in ${found.length}`);
  return String(found[0]);
}

test('fetches the texts of the language in use, and others only when chosen', async ({
  app,
  page,
}) => {
  const [english, german] = [scriptWith('Reset everything'), scriptWith('Alles zurücksetzen')];
  const requested: string[] = [];
  page.on('request', (request) => requested.push(String(request.url().split('/').at(-1))));
  await app.open();
  expect(requested).toContain(english);
  expect(requested).not.toContain(german);
  await page.locator('.settings').click();
  await app.choose('de');
  await expect(app.button('Alles zurücksetzen')).toBeVisible();
  expect(requested).toContain(german);
});

test.describe('without the texts of another language', () => {
  test.use({ expectedErrors: [/Failed to load resource/] });

  test('keeps its own', async ({ app, page }) => {
    const german = scriptWith('Alles zurücksetzen');
    await app.open();
    await page.route(`**/${german}`, (route) => route.abort());
    await page.locator('.settings').click();
    await app.choose('de');
    await expect(page.getByText('Part of the app is missing on this device')).toBeAttached();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(app.button('Reset everything')).toBeVisible();
  });
});

// Chrome once measured the page with its initial font size.
for (const visit of [1, 2, 3]) {
  test(`lays out large text correctly from the start, visit ${visit}`, async ({ app, page }) => {
    await page.setViewportSize({ width: 1024, height: 600 });
    await page.addInitScript(() => {
      localStorage.setItem('textSize', 'large');
    });
    await app.open();
    // Text of 21 pixels does not fit beside paper and picture, so the page scrolls.
    await expect(page.locator('main')).toHaveCSS('position', 'static');
  });
}
