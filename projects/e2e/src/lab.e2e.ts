import { AppPage, expect, test } from './app-page.ts';
import { DIGITS } from './digits.ts';
import { keptRunImages } from './kept-runs.ts';
import {
  curveTable,
  ENDLESS,
  ended,
  hide,
  imagesShown,
  keptHashes,
  result,
  SHORT,
  start,
} from './lab-run-page.ts';

test('a pupil finds the lab, predicts, watches, draws, keeps the network and finds it', async ({
  app,
  page,
}) => {
  test.slow();
  await app.open();
  await app.button('Networks').click();
  await page.getByRole('link', { name: 'Train your own' }).click();
  await expect(page.getByText('How many of 100 new digits')).toBeVisible();
  // Before it has learned anything, it says so.
  await expect(page.locator('app-verdict')).toContainText('It has not learned yet');

  const flag = page.getByRole('slider', { name: 'Your guess' });
  await expect(flag).toHaveAttribute('aria-valuetext', 'not moved yet');
  await flag.press('ArrowUp');
  await page.getByRole('button', { name: 'Five more' }).click();
  await expect(flag).toHaveAttribute('aria-valuetext', '60 of 100');
  await page.getByRole('radio', { name: 'Full speed' }).check();
  await start(page);
  await expect(page.getByText('you 60')).toBeVisible();
  await expect(page.locator('[data-part=images]')).not.toHaveText('0 digits shown');

  await app.draw(DIGITS[7] ?? []);
  await ended(page);
  await app.expectAnswer(7);
  // What was read at each doubling, from the first weights on.
  await expect(page.locator('.film span.newest')).toHaveText('7');
  await expect(page.locator('.film span')).toHaveCount(12);
  expect(Number.parseFloat((await result(page).textContent()) ?? '')).toBeGreaterThan(85);
  await expect(page.getByText('you 60')).toBeVisible();

  // Back at the first moment, and to the run as it is.
  const moments = page.getByRole('slider', { name: 'Look at a moment' });
  await moments.press('Home');
  await expect(result(page)).toHaveText(/^\s*[12]?\d%/);
  await moments.press('End');
  await expect(result(page)).toHaveText(/^\s*9\d%/);

  await page.getByRole('button', { name: 'Keep the network' }).click();
  await expect(page.getByText('Kept. You find it under Networks.')).toBeVisible();
  await page.locator('header').getByRole('button', { name: 'Networks' }).click();
  const card = page.locator('app-network-card').filter({ hasText: 'Trained here, 32 neurons' });
  await expect(card).toContainText('trained here');
  await card.locator('.use').click();
  // It reads where all networks read.
  await expect(page.locator('app-reading-page')).toBeVisible();
  await app.expectAnswer(7);
});

test('the way back leads to the page before, and loads nothing anew', async ({ page }) => {
  await page.goto('./?weights=exports%2Fmlp_weights.json#/lab');
  await page.evaluate(() => Object.assign(window, { isLoadedOnce: true }));
  await page.getByRole('link', { name: 'Back' }).click();
  await expect(page.locator('app-reading-page')).toBeVisible();
  expect(await page.evaluate(() => 'isLoadedOnce' in window)).toBe(true);
  // The address of the weights stays.
  await expect(page).toHaveURL(/\?weights=exports%2Fmlp_weights\.json(#\/)?$/);
});

test('the rate is changed while it learns, and leaves a mark on the curve', async ({ page }) => {
  await page.goto(`./#/lab?${ENDLESS}`);
  await start(page);
  await expect(page.locator('[data-part=pause]')).toBeVisible();
  await page.locator('[data-word=rate]').click();
  await page.getByRole('radio', { name: '0.03', exact: true }).check();
  await expect(page.locator('[data-word=rate]')).toHaveText('0.03');
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-word=rate]')).toBeFocused();
  await expect(page.locator('.change')).toHaveText('rate 0.03');
  // What a run begins with cannot be changed any more.
  await expect(page.locator('[data-word=digits]')).toHaveCount(0);
});

test('the space bar holds it and lets it go on; on the paper it draws', async ({ page }) => {
  await page.goto(`./#/lab?${ENDLESS}`);
  await start(page);
  await expect(page.locator('[data-part=pause]')).toBeVisible();
  await page.locator('body').press(' ');
  await expect(page.locator('[data-part=go]')).toBeVisible();
  await page.locator('app-digit-pad').press(' ');
  await expect(page.locator('[data-part=go]')).toBeVisible();
  await page.getByRole('radio', { name: 'Full speed' }).evaluate((radio: HTMLElement) => {
    radio.blur();
  });
  await page.locator('app-curve-chart').click({ position: { x: 5, y: 5 } });
  await page.locator('body').press(' ');
  await expect(page.locator('[data-part=pause]')).toBeVisible();
});

test('a run that is left goes on after a reload, to what it would have been', async ({ page }) => {
  test.slow();
  await page.goto(`./#/lab?${SHORT}`);
  await start(page);
  await ended(page);
  const whole = await curveTable(page);

  await page.goto('about:blank');
  await page.goto(`./#/lab?${SHORT.replace('full', 'slow')}`);
  await start(page);
  await expect.poll(() => imagesShown(page)).toBeGreaterThanOrEqual(48);
  await hide(page);
  await expect(page.getByText('Paused while you were away.')).toBeVisible();
  await expect(async () => {
    expect(await keptRunImages(page)).toBe(await imagesShown(page));
  }).toPass();
  await page.reload();
  await expect(page.getByText(/A run was interrupted after \d+ digits/)).toBeVisible();
  await page.getByRole('radio', { name: 'Full speed' }).check();
  await page.getByRole('button', { name: 'Go on with it' }).click();
  await ended(page);
  // The same curve, to the last figure.
  expect(await curveTable(page)).toBe(whole);
});

test('a link gives the same curve and the same bytes in another profile', async ({
  page,
  browser,
  baseURL,
}) => {
  test.slow();
  await page.goto(`./#/lab?${SHORT}&dice=77&by=momentum&rate=0.003`);
  await start(page);
  await ended(page);
  const curve = await curveTable(page);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  const link = await page.getByRole('textbox', { name: 'Link to this run' }).inputValue();
  await expect(page.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
  await page.keyboard.press('Escape');
  const bytes = await keptHashes(page);
  expect(bytes.length).toBeGreaterThan(8);

  const other = await browser.newContext({ ...(baseURL !== undefined && { baseURL }) });
  const second = await other.newPage();
  await second.goto(link);
  await start(second);
  await ended(second);
  expect(await curveTable(second)).toBe(curve);
  expect(await keptHashes(second)).toEqual(bytes);
  await other.close();
});

test('a dead run is told in words, with a way back', async ({ page }) => {
  await page.goto('./#/lab?digits=3000&rate=3&pace=full');
  await start(page);
  const dead = page
    .getByRole('alert')
    .filter({ hasText: 'It gives the same answer to everything.' });
  await expect(dead).toBeVisible({ timeout: 30_000 });
  await expect(dead).toContainText('At rate 3 every change is so large that it overshoots.');
  await expect(dead.locator('app-paper-image')).toHaveCount(6);
  await expect(page.locator('app-lab-stage')).toContainText(
    /\d+ of 32 neurons: nothing raises (it|them) now/,
  );
  await dead.getByRole('button', { name: 'Again with rate 0.3' }).click();
  await ended(page);
  await expect(page.locator('app-verdict')).toBeVisible();
});

test('a step is told in four acts', async ({ page }) => {
  await page.goto(`./#/lab?${SHORT.replace('full', 'step')}`);
  await start(page);
  const next = page.getByRole('button', { name: 'Next' });
  await next.click();
  await expect(page.getByRole('radio', { name: '1 Forward' })).toBeChecked();
  await expect(page.getByText('The 16 digits of this step.')).toBeVisible();
  for (const act of ['2 Error', '3 Back', '4 Change']) {
    await next.click();
    await expect(page.getByRole('radio', { name: act })).toBeChecked();
  }
  // The numbers add up as they are printed.
  const numbers = await page.locator('app-step-panel dd').allInnerTexts();
  const [before = NaN, ...rest] = numbers.map((text) =>
    Number(text.replaceAll('−', '-').replaceAll(/[+=\s]/g, '')),
  );
  const after = rest.at(-1) ?? NaN;
  const sum = rest.slice(0, -1).reduce((total, term) => total + term, before);
  expect(Math.abs(sum - after)).toBeLessThan(1e-9);
  await next.click();
  await expect(page.getByRole('radio', { name: '1 Forward' })).toBeChecked();
});

test('a second tab watches with curve, film and moments, and may learn when the first one is closed', async ({
  page,
  context,
}) => {
  test.slow();
  await page.goto(`./#/lab?${ENDLESS}`);
  await start(page);
  await expect.poll(() => imagesShown(page)).toBeGreaterThan(2048);
  await page.locator('[data-part=pause]').click();
  await expect(page.locator('[data-part=go]')).toBeVisible();
  const second = await context.newPage();
  await second.goto(`./#/lab?${SHORT}`);
  // The run as it waits, though nothing happens to it.
  await expect(second.getByText('A run waits in another tab. Here you watch.')).toBeVisible();
  await expect(second.locator('[data-part=images]')).toHaveText(
    await page.locator('[data-part=images]').innerText(),
  );
  await expect(result(second)).toHaveText(await result(page).innerText());
  expect(await curveTable(second)).toBe(await curveTable(page));
  await new AppPage(second).draw(DIGITS[7] ?? []);
  const film = second.locator('.film span');
  await expect(film).toHaveCount(await page.locator('app-curve-chart .dot:not(.last)').count());
  await second.getByRole('slider', { name: 'Look at a moment' }).press('Home');
  await expect(second.locator('[data-part=images]')).toHaveText('0 digits shown');
  await second.getByRole('slider', { name: 'Look at a moment' }).press('End');
  await expect(second.locator('[data-part=images]')).not.toHaveText('0 digits shown');

  await page.locator('[data-part=go]').click();
  await expect(second.getByText('It learns in another tab. Here you watch.')).toBeVisible();
  const before = await imagesShown(second);
  await expect.poll(() => imagesShown(second)).toBeGreaterThan(before);
  await page.close();
  await expect(second.locator('[data-part=start]')).toBeVisible();
});

test('layers are built where they stand, and sentences are added', async ({ page }) => {
  await page.goto('./#/lab');
  await page.getByRole('button', { name: 'Layer 1: twice as many neurons' }).click();
  await page.getByRole('button', { name: 'Add a layer before the digits' }).click();
  await page.getByRole('button', { name: 'Add a sentence' }).click();
  await page.getByRole('button', { name: 'Leave out digits' }).click();
  await page.getByRole('button', { name: '3', exact: true }).click();
  await expect(page.locator('.sentence')).toHaveText(/Leave out the\s*3 and 7\s*\./);
  await expect(page).toHaveURL(/layers=64-16.*without=37/);
  // A reload keeps the recipe.
  await page.reload();
  await expect(page.locator('.sentence')).toHaveText(/Leave out the\s*3 and 7\s*\./);
});

test('a link with a setting that there is not says so', async ({ page }) => {
  await page.goto('./#/lab?rate=7');
  const alert = page.getByRole('alert').filter({ hasText: 'rate: expected 0.0001' });
  await expect(alert).toBeVisible();
  await expect(page.locator('[data-part=start]')).toBeEnabled();
  // A run has its own recipe: nothing is wrong any more.
  await start(page);
  await expect(page.locator('[data-part=pause]')).toBeVisible();
  await expect(alert).toBeHidden();
});
