import { join } from 'node:path';
import { expect, test } from './app-page.ts';
import { DIGITS } from './digits.ts';
import { startSchoolServer } from './school-server.ts';

const FIXTURES = join(import.meta.dirname, '../../model/testing');

test.describe('weights that do not arrive', () => {
  test.use({ expectedErrors: [/Failed to load resource/] });

  for (const [name, fulfil, found] of [
    ['missing', { status: 404, body: '' }, /HTTP status: expected 200, found 404/],
    ['another file', { status: 200, body: '{"version":1}' }, /SHA-256: expected [0-9a-f]{64}/],
  ] as const) {
    test(`${name}: says so, keeps the drawing, tries again`, async ({ app, page }) => {
      await page.route('**/034_dataset-50x.json', (route) => route.fulfill(fulfil));
      await page.goto('./');
      const alert = page.getByRole('alert');
      await expect(alert).toContainText('Your drawing is safe');
      await alert.getByText('Details', { exact: true }).click();
      await expect(alert).toContainText(found);
      await app.draw(DIGITS[6] ?? []);
      await app.expectNoAnswer();
      // While nothing arrives: as soon as it can, the app fetches by itself, and the button disappears.
      const asked = page.waitForRequest('**/034_dataset-50x.json');
      await app.button('Try again').click();
      await asked;
      await page.unroute('**/034_dataset-50x.json');
      await app.expectAnswer(6);
      await expect(alert).toHaveCount(0);
    });
  }
});

test('shows an export without hashes and of another shape, like untrained ones', async ({
  app,
  page,
}) => {
  // Random weights in the seed's format, three checkpoints of 784-6-5-10.
  await page.route('**/exports/mlp_weights.json', (route) =>
    route.fulfill({ path: join(FIXTURES, 'seed_export.json') }),
  );
  await page.route('**/exports/seed_export/014_dataset-1x.json', (route) =>
    route.fulfill({ path: join(FIXTURES, 'seed_export/014_dataset-1x.json') }),
  );
  await app.open();
  await app.expectNoAnswer();
  await app.draw(DIGITS[5] ?? []);
  const sum = async (): Promise<number> =>
    Math.round((await app.percentages()).reduce((total, percent) => total + percent, 0));
  await expect.poll(sum).toBe(100);
});

test('works under a path of any depth, entered without its final slash', async ({
  app,
  baseURL,
}) => {
  const server = await startSchoolServer(baseURL, '/school/room-3/');
  await app.open(`${server.url.slice(0, -1)}?weights=exports/mlp_weights.json`);
  await app.draw(DIGITS[9] ?? []);
  await app.expectAnswer(9);
  server.stop();
});

test('needs at most 0.6 MB until the first answer', async ({ app, page }) => {
  // Requests of the page and of its workers.
  const sizes: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    // What comes after the answer; a slow machine may show the answer only once that has arrived: examples, and the app's
    // installation.
    if (/\/(samples\/|sw\.js|ngsw)/.test(request.url())) return;
    sizes.push(request.sizes().then((size) => size.responseHeadersSize + size.responseBodySize));
  });
  await app.open();
  await app.draw(DIGITS[7] ?? []);
  await app.expectAnswer(7);
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  expect(bytes).toBeGreaterThan(200_000);
  expect(bytes).toBeLessThan(600_000);
});
