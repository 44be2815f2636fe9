import AxeBuilder from '@axe-core/playwright';
import { readdirSync } from 'node:fs';
import { expect } from './app-page.ts';
import { BUILT_APP } from './app-server.ts';
import { readDefaultExport } from './default-export.ts';
import { DIGITS } from './digits.ts';
import { damageShard, keptHashes } from './kept-weights.ts';
import { expectReady, test } from './offline-visit.ts';

/** The limit for a full installation; 1.9 MB of it are the digits that the lab begins with. */
const MOST_BYTES = 11e6;

test('is ready within its limit of bytes, and requests nothing more after that', async ({
  app,
  page,
  server,
}) => {
  const begun = Date.now();
  await app.open();
  await expectReady(page);
  const seconds = (Date.now() - begun) / 1000;
  const { bytes, requests } = await server.report();
  const figures = `${(bytes / 1e6).toFixed(2)} MB, ${requests} requests, ready after ${seconds} s`;
  console.log(`full installation: ${figures}`); // For docs/benchmarks.md.
  expect(bytes).toBeLessThan(MOST_BYTES);
  await app.open();
  await expectReady(page);
  const again = await server.report();
  // Only checks for something newer.
  const checked = /^\/(ngsw\.json|sw\.js|ngsw-worker\.js|exports\/mlp_weights\.json)$/;
  expect(again.paths.slice(requests).filter((path) => !checked.test(path))).toEqual([]);
});

test.describe('under a path', () => {
  test.use({ basePath: '/school/room-4/' });

  test('works with the server dead', async ({ app, page, server }) => {
    await app.open();
    await expectReady(page);
    await server.kill();
    await app.open('./?weights=exports/mlp_weights.json');
    await app.draw(DIGITS[4] ?? []);
    await app.expectAnswer(4);
  });
});

test('can be installed', async ({ app, page, context }) => {
  await app.open();
  await expectReady(page);
  const session = await context.newCDPSession(page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  expect(installabilityErrors).toEqual([]);
  const { errors, manifest } = await session.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  expect(JSON.stringify(manifest)).toContain('MNIST MLP Visualizer');
  // Another id in another folder.
  const { appId } = await session.send('Page.getAppId');
  expect(appId).toBe(page.url());
});

test('keeps every file of the build except weights, digits, screenshots and the worker', async ({
  app,
  page,
}) => {
  await app.open();
  await expectReady(page);
  const kept = await page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.endsWith(':assets:app:cache'));
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname.slice(1));
  });
  const built = readdirSync(BUILT_APP, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`.slice(BUILT_APP.length + 1))
    .filter(
      (path) =>
        !/\.(br|gz)$|^(digits|exports|screenshots)\/|^(ngsw|release\.json|safety-worker|worker-basic|sw\.)/.test(
          path,
        ),
    );
  expect(kept.sort()).toEqual(built.sort());
});

test('pauses, asks and reports; checks, repairs and deletes what it keeps', async ({
  app,
  page,
}) => {
  const { manifest } = readDefaultExport();
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
  });
  await app.open('./?page=offline');
  const offline = page.getByRole('dialog', { name: 'Offline use' });
  await expect(offline.getByRole('status').first()).toHaveText('Save for offline use?');
  await expect(offline).toContainText('1 of 35 files');
  await offline.getByRole('button', { name: 'Save now' }).click();
  await expect(offline.getByRole('status').first()).toHaveText('Ready to use offline');
  await expect(offline).toContainText('35 of 35 files');
  await expect(offline).toContainText('10.2 MB of 10.2 MB');

  // Repeated if the service worker, which sometimes looks for missing files, came before the button.
  await expect(async () => {
    await damageShard(page, manifest.timeline[20]?.shard.sha256 ?? '');
    await page.evaluate(async () => {
      const name = (await caches.keys()).find((it) => it.endsWith(':assets:app:cache')) ?? '';
      const cache = await caches.open(name);
      // A file that the page does not request itself, or it would be back at once.
      await cache.delete('icons/apple-touch-icon.png');
      await cache.put('index.html', new Response('<title>not this one</title>'));
    });
    await offline.getByRole('button', { name: 'Check now' }).click();
    await expect(offline).toContainText(
      '3 files were damaged or missing and have been saved again.',
      { timeout: 10_000 },
    );
  }).toPass();
  await offline.getByRole('button', { name: 'Check now' }).click();
  await expect(offline).toContainText(/All \d+ files are intact\./);

  await offline.getByRole('button', { name: 'Delete everything' }).click();
  await offline.getByRole('button', { name: 'Really delete?' }).click();
  await expect(offline).toContainText('Nothing is saved any more.');
  expect(await keptHashes(page)).toEqual([]);
  await expect(offline).toContainText(/App\s*0 MB\s*Checkpoints\s*0 MB/);
  await expect(offline.getByRole('status').first()).toHaveText('Saving is paused');
  await offline.getByRole('button', { name: 'Resume' }).click();
  await expect(offline.getByRole('status').first()).toHaveText('Ready to use offline');
});

for (const theme of ['dark', 'light']) {
  for (const locale of ['en', 'de']) {
    test(`passes axe, ${theme}, ${locale}`, async ({ app, page }) => {
      await page.addInitScript(
        ([theme, locale]) => {
          localStorage.setItem('theme', theme);
          localStorage.setItem('language', locale);
          // As on an iPad, for the illustrated steps.
          Object.defineProperty(navigator, 'standalone', { value: false });
          window.addEventListener('beforeinstallprompt', (event) => {
            event.stopImmediatePropagation();
          });
        },
        [theme, locale] as const,
      );
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await app.page.goto('./?page=offline');
      await expect(page.locator('html[data-ready="true"]')).toBeAttached();
      await expect(page.locator('app-install-guide li')).toHaveCount(3);
      const { violations } = await new AxeBuilder({ page }).include('app-offline-page').analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
    });
  }
}
