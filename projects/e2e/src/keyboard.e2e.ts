import type { Page } from '@playwright/test';
import { expect, test } from './app-page.ts';
import { readDefaultExport } from './default-export.ts';
import { around, layerBoxes, scene } from './picture.ts';

// Software rendering is slow on a busy machine.
test.use({ viewport: { width: 1024, height: 700 }, contextOptions: { reducedMotion: 'reduce' } });
test.slow();

/** The focused element: its name, and whether its focus is visible. */
function focused(page: Page): Promise<{ name: string; isSeen: boolean }> {
  return page.evaluate(() => {
    const { activeElement } = document;
    if (!activeElement) return { name: '', isSeen: false };
    // Radio buttons are hidden behind their labels, tools behind their icons, the network is drawn on a canvas as
    // large as the page: those show the focus.
    const label = activeElement.closest('label:has([type="radio"])');
    const shown =
      label?.querySelector('span') ??
      activeElement.querySelector('.face') ??
      (activeElement.matches('canvas') ? activeElement.parentElement : null)?.querySelector(
        '.focus-ring',
      ) ??
      activeElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(shown);
    return {
      name: activeElement.ariaLabel ?? (label ?? activeElement).textContent.trim(),
      isSeen: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
    };
  });
}

/** Presses Tab until a given element has the focus; returns the names on the way, including its own. */
async function tabTo(page: Page, name: RegExp): Promise<string[]> {
  const way: string[] = [];
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    const at = await focused(page);
    expect(at.isSeen, `${at.name} is seen to have the keyboard`).toBe(true);
    way.push(at.name);
    if (name.test(at.name)) return way;
  }
  throw new Error(`Tab: expected to reach ${String(name)}, found ${way.join(', ')}`);
}

test('leads from the first Tab to the sum of a neuron', async ({ app, page }) => {
  await app.open();
  await expect(page.getByRole('button', { name: 'Views' })).toBeVisible();
  const way = await tabTo(page, /^Drawing pad$/);
  const menus = way.filter((name) => ['Views', 'Help', 'Settings'].includes(name));
  expect(menus).toEqual(['Views', 'Help', 'Settings']);

  const press = async (key: string, times: number): Promise<void> => {
    for (let i = 0; i < times; i++) await page.keyboard.press(key);
  };
  await press('ArrowUp', 9);
  await press('ArrowLeft', 6);
  await press('Space', 1);
  await press('ArrowRight', 12);
  await press('End', 4);
  await press('ArrowDown', 10);
  await press('Space', 1);
  await app.expectAnswer(7);
  await expect(
    page.getByRole('status').filter({ hasText: /^Looks like 7, (over )?\d+ percent/ }),
  ).toHaveCount(1);

  // The paper's own tools, then the network, in visual order.
  const on = await tabTo(page, /^Network in 3D$/);
  expect(on.slice(0, 1)).toEqual(['Undo']);
  await page.keyboard.press('Enter');
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await expect(inspector.getByRole('heading', { level: 2 })).toHaveText('Digit 7');
  await tabTo(page, /^Close inspector$/);

  const numbers = (text: string): number[] =>
    (text.replaceAll('\u2212', '-').match(/-? ?\d[\d,]*\.\d+/g) ?? []).map((number) =>
      Number(number.replaceAll(/[ ,]/g, '')),
    );
  const [terms = NaN, constant = NaN, total = NaN] = numbers(
    await inspector.locator('.formula').innerText(),
  );
  expect(terms + constant).toBeCloseTo(total, 9);
  const lines = (await inspector.locator('dl dd').allInnerTexts()).flatMap(numbers);
  expect(lines.at(-1)).toBe(total);
  expect(lines.slice(0, -1).reduce((sum, line) => sum + line, 0)).toBeCloseTo(total, 9);
  const { logits } = readDefaultExport().passOf(await app.seenImage());
  expect(Math.abs(total - (logits[7] ?? NaN))).toBeLessThan(0.2);

  // To the source of the sum, and back.
  await tabTo(page, /^Neuron \d+/);
  await page.keyboard.press('Enter');
  await expect(inspector.getByRole('heading', { level: 2 })).toHaveText(/^Neuron \d+ of layer 2$/);
  await page.keyboard.press('Escape');
  await expect(inspector).toHaveCount(0);
  await expect(scene(page)).toBeFocused();
  await tabTo(page, /^Training timeline$/);
});

test('frames the network where it is, not the whole page', async ({ app, page }) => {
  await app.open();
  await expect.poll(async () => (await layerBoxes(page)).length).toBe(4);
  await tabTo(page, /^Network in 3D$/);
  const ring = page.locator('app-network-scene .focus-ring');
  await expect(ring).toHaveCSS('outline-width', '3px');
  await expect(ring).toHaveCSS('border-radius', '16px');
  await expect(scene(page)).toHaveCSS('outline-style', 'none');
  const { left, right, top, bottom } = await ring.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return { left, right, top, bottom };
  });
  // The input plane may stand elsewhere.
  const network = around((await layerBoxes(page)).slice(1));
  expect(left).toBeLessThan(network.left);
  expect(right).toBeGreaterThan(network.right);
  expect(top).toBeLessThan(network.top);
  expect(bottom).toBeGreaterThan(network.bottom);
  const { width = 0, height = 0 } = page.viewportSize() ?? {};
  expect((right - left) * (bottom - top)).toBeLessThan(width * height * 0.75);
});
