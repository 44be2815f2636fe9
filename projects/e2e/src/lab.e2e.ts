import { expect, test } from './app-page.ts';

/** 784-16-10 on 1,000 digits. */
const SHORT = 'layers=16&digits=1000&batch=16&stop=5x&pace=full';

test('a network is trained in the lab, kept, and found among the networks', async ({
  app,
  page,
}) => {
  await page.goto(`./#/lab?${SHORT}`);
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(page.locator('[data-part=result]')).toContainText('of new digits right');
  const keep = page.getByRole('button', { name: 'Keep the network' });
  await keep.click({ timeout: 60_000 });
  await expect(page.locator('[data-part=kept]')).toBeVisible();
  const share = await page.locator('[data-part=result]').textContent();
  expect(Number.parseFloat(share ?? '')).toBeGreaterThan(75);

  await app.open();
  await app.button('Networks').click();
  const card = page.locator('app-network-card').filter({ hasText: 'Trained here, dice 1' });
  await expect(card).toContainText('trained here');
});

test('a run that is left goes on after a reload, to what it would have been', async ({ page }) => {
  const result = page.locator('[data-part=result]');
  await page.goto(`./#/lab?${SHORT}`);
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(page.getByRole('button', { name: 'Keep the network' })).toBeVisible({
    timeout: 60_000,
  });
  const whole = await result.textContent();

  await page.goto('about:blank');
  await page.goto(`./#/lab?${SHORT.replace('full', 'step')}`);
  await page.getByRole('button', { name: 'Start' }).click();
  for (const images of [16, 32, 48]) {
    await page.getByRole('button', { name: 'One step' }).click();
    await expect(page.getByText(`${images} digits shown`)).toBeVisible();
  }
  // As when the tablet is switched off.
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { value: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await page.waitForTimeout(500);
  await page.reload();
  await page.getByRole('button', { name: 'Go on where it was interrupted' }).click();
  await page.getByRole('radio', { name: 'Full speed' }).check();
  await expect(page.getByRole('button', { name: 'Keep the network' })).toBeVisible({
    timeout: 60_000,
  });
  expect(await result.textContent()).toBe(whole);
});

test('a second tab watches', async ({ page, context }) => {
  await page.goto(`./#/lab?${SHORT.replace('full', 'step')}`);
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(page.getByRole('button', { name: 'One step' })).toBeVisible();
  const second = await context.newPage();
  await second.goto(`./#/lab?${SHORT}`);
  await second.getByRole('button', { name: 'Start' }).click();
  await expect(second.getByText('It learns in another tab. Here you watch.')).toBeVisible();
  await page.getByRole('button', { name: 'One step' }).click();
  await expect(second.getByText('16 digits shown')).toBeVisible();
});

test('a link with a setting that there is not says so', async ({ page }) => {
  await page.goto('./#/lab?rate=7');
  await expect(page.getByRole('alert')).toContainText('rate: expected 0.0001');
});
