import type { Page } from '@playwright/test';
import { expect, test } from './app-page.ts';
import { DIGITS } from './digits.ts';

// Only the test draws.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** The state of every setting: chosen radio buttons, switches, sliders. */
function choices(page: Page): Promise<string[]> {
  return page
    .locator('app-settings-panel')
    .evaluate((panel) => [
      ...Array.from(panel.querySelectorAll<HTMLInputElement>(':checked'), ({ value }) => value),
      ...Array.from(
        panel.querySelectorAll('[role="switch"]'),
        (toggle) => toggle.getAttribute('aria-checked') ?? '',
      ),
      ...Array.from(
        panel.querySelectorAll<HTMLInputElement>('[type="range"]'),
        ({ value }) => value,
      ),
    ]);
}

test('keeps every setting for the next visit, and resets all on request', async ({ app, page }) => {
  await app.open();
  await page.locator('.settings').click();
  const atFirst = await choices(page);
  for (const group of await page.locator('dialog [role="radiogroup"]').all()) {
    await group.locator('label').last().click();
  }
  for (const toggle of await page.locator('dialog [role="switch"]').all()) await toggle.click();
  for (const slider of await page.locator('dialog [type="range"]').all()) {
    const isAtMost = await slider.evaluate(({ value, max }: HTMLInputElement) => value === max);
    await slider.press(isAtMost ? 'ArrowLeft' : 'ArrowRight');
  }
  const chosen = await choices(page);
  chosen.forEach((choice, place) => {
    expect(choice, `choice ${place} is another one`).not.toBe(atFirst[place]);
  });
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  const rem = (): Promise<number> =>
    page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
  expect(await rem()).toBeGreaterThan(20);

  await page.reload();
  await expect(page.locator('html[data-ready="true"]')).toBeAttached();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  expect(await rem()).toBeGreaterThan(20);
  await expect(page.getByRole('region', { name: 'Bildrate und Speicher' })).toBeVisible();

  await app.button('Einstellungen').click();
  await expect.poll(() => choices(page)).toEqual(chosen);
  await app.button('Alles zurücksetzen').click();
  await expect.poll(() => choices(page)).toEqual(atFirst);
  await page.reload();
  await page.locator('.settings').click();
  await expect.poll(() => choices(page)).toEqual(atFirst);
});

test('changes its language in the middle of a drawing, and of a stroke', async ({ app, page }) => {
  await app.open();
  const [first = [], second = []] = DIGITS[4] ?? [];
  await app.draw([first]);
  await page.locator('.settings').click();
  await app.choose('de');
  await page.keyboard.press('Escape');
  await expect(app.button('Löschen')).toBeEnabled();

  const toPage = await app.padToPage();
  const send = (type: string, place: (typeof second)[number]): Promise<void> => {
    const { x, y } = toPage(place);
    const pointer = { pointerId: 9, pointerType: 'touch', isPrimary: true, bubbles: true };
    return app.pad.dispatchEvent(type, { ...pointer, clientX: x, clientY: y, button: 0 });
  };
  const [start = [0, 0]] = second;
  const middle = Math.floor(second.length / 2);
  await send('pointerdown', start);
  for (const place of second.slice(1, middle)) await send('pointermove', place);
  await page.locator('dialog [value="en"]').evaluate((radio: HTMLElement) => {
    radio.click();
  });
  await expect(app.button('Clear')).toBeEnabled();
  for (const place of second.slice(middle)) await send('pointermove', place);
  await send('pointerup', second.at(-1) ?? start);
  await app.expectAnswer(4);
  await app.button('Undo').click();
  await expect(app.button('Undo')).toBeEnabled();
  await app.button('Undo').click();
  await app.expectNoAnswer();
});
