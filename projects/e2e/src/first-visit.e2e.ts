import { expect, test } from './app-page.ts';
import { DIGITS } from './digits.ts';

test.use({ isFirstVisit: true });

test('demonstrates drawing on a first visit when nothing happens, until the visitor draws', async ({
  app,
}) => {
  await app.open();
  const invitation = app.pad.getByText('Draw a digit');
  await expect(invitation).toBeVisible();
  await expect(app.button('Undo')).toBeDisabled();
  // Five seconds of quiet, then two to draw the seven.
  await expect
    .poll(async () => (await app.percentages())[7], { timeout: 20_000 })
    .toBeGreaterThan(90);
  await expect(invitation).toBeVisible();
  await app.draw(DIGITS[1] ?? []);
  await app.expectAnswer(1);
  await expect(invitation).toBeHidden();
  await app.button('Undo').click();
  await app.expectNoAnswer();
  await expect(app.button('Undo')).toBeDisabled();
});

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('draws nothing by itself', async ({ app, page }) => {
    await page.clock.install();
    await app.open();
    await page.clock.runFor(30_000);
    await expect(app.pad.getByText('Draw a digit')).toBeVisible();
    await app.expectNoAnswer();
    await expect(app.button('Undo')).toBeDisabled();
  });
});

test('counts as a first visit only once', async ({ app, page }) => {
  await page.clock.install();
  await app.open();
  await page.keyboard.press('Tab');
  await page.reload();
  await expect(page.locator('html[data-ready="true"]')).toBeAttached();
  await page.clock.runFor(30_000);
  await expect(app.button('Undo')).toBeDisabled();
  await app.expectNoAnswer();
});

test.describe('on a bad connection', () => {
  test.use({ expectedErrors: [/ERR_FAILED|NG0750/] });

  test('says that a part did not arrive, and fetches it without losing the drawing', async ({
    app,
    page,
  }) => {
    await app.open();
    await app.draw(DIGITS[4] ?? []);
    await app.expectAnswer(4);
    const scripts = '**/*.js';
    await page.route(scripts, (route) => route.abort());
    await app.button('Help').click();
    const notice = page.locator('app-notices');
    await expect(notice).toContainText('did not come from the server. Your drawing stays.');
    await page.unroute(scripts);
    const opened = page.waitForEvent('load');
    await notice.getByRole('button', { name: 'Reload' }).click();
    await opened;
    await app.expectAnswer(4);
    await expect(notice).not.toContainText('did not come');
    await app.button('Help').click();
    await expect(page.getByRole('dialog', { name: 'Help' })).toBeVisible();
  });
});
