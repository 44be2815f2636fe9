import { setTimeout as pause } from 'node:timers/promises';
import { areNear, expectNear, readDefaultExport } from './default-export.ts';
import { expect, test, type AppPage } from './app-page.ts';
import { DIGITS } from './digits.ts';
import { startSchoolServer } from './school-server.ts';

const { manifest, percentagesOf } = readDefaultExport();
const LAST = manifest.timeline.length - 1;
const nameOf = (index: number): string => manifest.timeline[index]?.shard.path ?? '';
const placeOf = (index: number): RegExp => new RegExp(`Checkpoint ${index + 1} of ${LAST + 1}\\b`);

/** What the screen shows at one moment. */
interface Frame {
  readonly label: string;
  readonly percentages: readonly number[];
}

/** Draws an eight and returns each checkpoint's probabilities for the resulting image. */
async function drawEight(app: AppPage): Promise<number[][]> {
  await app.open();
  await app.draw(DIGITS[8] ?? []);
  await app.expectAnswer(8);
  const pixels = await app.settledImage();
  return manifest.timeline.map((_, index) => percentagesOf(index, pixels));
}

test('shows each of the 35 checkpoints with its own label and probabilities', async ({ app }) => {
  const expected = await drawEight(app);
  for (let index = LAST; index >= 0; index--) {
    await app.moveTo(index);
    await expect(app.timeline).toHaveAttribute('aria-valuetext', placeOf(index));
    expectNear(await app.percentages(), expected[index] ?? []);
  }
});

test('never shows bars and label of different checkpoints when dragged on a slow network', async ({
  app,
  page,
}) => {
  const expected = await drawEight(app);
  await page.route('**/mlp_weights/*.json', async (route) => {
    await pause(40);
    // Aborted meanwhile, because it is no longer needed.
    await route.continue().catch(() => undefined);
  });
  await page.evaluate(() => {
    const frames: Frame[] = [];
    Object.assign(globalThis, { frames });
    const timeline = document.querySelector('[aria-label="Training timeline"]');
    const look = (): void => {
      const bars = [...document.querySelectorAll('[role="meter"]')];
      frames.push({
        label: timeline?.getAttribute('aria-valuetext') ?? '',
        percentages: bars.map((bar) => Number(bar.getAttribute('aria-valuenow'))),
      });
      requestAnimationFrame(look);
    };
    look();
  });
  const there = Array.from({ length: 35 }, (_, step) => LAST - step);
  const path = [...there, ...there.toReversed(), ...there.slice(0, 20)];
  for (const index of path) await app.moveTo(index);
  const end = path.at(-1) ?? LAST;
  await expect(app.timeline).toHaveAttribute('aria-valuetext', placeOf(end));
  expectNear(await app.percentages(), expected[end] ?? []);
  const frames = await page.evaluate<Frame[]>('frames');
  const mixed = frames.filter(({ label, percentages }) => {
    const index = manifest.timeline.findIndex((checkpoint) => label.includes(checkpoint.label));
    return !areNear(percentages, expected[index] ?? []);
  });
  expect(frames.length).toBeGreaterThan(10);
  expect(mixed).toEqual([]);
});

test.describe('a checkpoint that does not arrive', () => {
  test.use({ expectedErrors: [/Failed to load resource/] });

  test('keeps the old one and its label, says so, and comes by itself', async ({ app, page }) => {
    const expected = await drawEight(app);
    await page.route(`**/${nameOf(3)}`, (route) => route.fulfill({ status: 503 }));
    await app.moveTo(3);
    await expect(page.getByText(`${nameOf(3)}: HTTP status: expected 200, found 503`)).toHaveCount(
      1,
    );
    await expect(app.timeline).toHaveAttribute('aria-valuetext', placeOf(LAST));
    expectNear(await app.percentages(), expected[LAST] ?? []);
    await page.unroute(`**/${nameOf(3)}`);
    await expect(app.timeline).toHaveAttribute('aria-valuetext', placeOf(3));
    expectNear(await app.percentages(), expected[3] ?? []);
    await expect(page.getByText('HTTP status')).toHaveCount(0);
  });
});

test.describe('a stopped server', () => {
  test.use({ expectedErrors: [/Failed to load resource/] });

  test('keeps what was fetched, and says what is missing', async ({ app, page, baseURL }) => {
    const server = await startSchoolServer(baseURL, '/room/');
    // Another origin than that of the other tests: nothing is fetched in the background there either.
    await page.addInitScript(() => {
      localStorage.setItem('offline.download', 'paused');
    });
    await app.open(server.url);
    await app.draw(DIGITS[8] ?? []);
    await app.moveTo(20);
    await expect(app.timeline).toHaveAttribute('aria-valuetext', placeOf(20));
    server.stop();
    await app.moveTo(2);
    await expect(page.getByText(`${nameOf(2)}: the file: expected a server`)).toHaveCount(1);
    await expect(app.timeline).toHaveAttribute('aria-valuetext', placeOf(20));
    expectNear(await app.percentages(), percentagesOf(20, await app.seenImage()));
    await app.moveTo(LAST);
    await expect(app.timeline).toHaveAttribute('aria-valuetext', placeOf(LAST));
    await expect(page.getByRole('alert')).toHaveCount(0);
    expectNear(await app.percentages(), percentagesOf(LAST, await app.seenImage()));
  });
});

test('fetches a checkpoint again that was damaged in transit', async ({ app, page }) => {
  const expected = await drawEight(app);
  let requests = 0;
  await page.route(`**/${nameOf(5)}`, async (route) => {
    requests += 1;
    if (requests > 1) return route.continue();
    const response = await route.fetch();
    const body = (await response.text()).replace('A', 'B');
    return route.fulfill({ response, body });
  });
  await app.moveTo(5);
  await expect(app.timeline).toHaveAttribute('aria-valuetext', placeOf(5));
  expectNear(await app.percentages(), expected[5] ?? []);
  expect(requests).toBe(2);
});
