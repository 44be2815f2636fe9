import type { Locator, Page } from '@playwright/test';
import { expect, test, type AppPage } from './app-page.ts';
import { DIGITS } from './digits.ts';
import { around, layerBoxes, lightIn, scene, settle, type Box } from './picture.ts';
import { countWebGl, webGlCount } from './webgl-counter.ts';

// A small window without motion, because software rendering is slow on a busy machine.
test.use({
  viewport: { width: 960, height: 600 },
  contextOptions: { reducedMotion: 'reduce' },
});
test.slow();

const draw = (app: AppPage, digit: number): Promise<void> =>
  app.drawWithPointer(DIGITS[digit] ?? [], { pointerType: 'touch', pressure: 0.5 });

async function boxOf(
  element: Locator,
): Promise<Readonly<Record<'x' | 'y' | 'width' | 'height', number>>> {
  const box = await element.boundingBox();
  if (!box) throw new Error('expected it on the page, found nothing');
  return box;
}

test.describe('picks a neuron, which leaves only its connections, and unpicks it', () => {
  /** Opens the app with a three drawn; returns the point just left of an output's label. */
  async function begin(app: AppPage, page: Page): Promise<{ x: number; y: number }> {
    await countWebGl(page);
    await app.open();
    await draw(app, 3);
    await app.expectAnswer(3);
    await settle(page);
    const label = page.locator('app-network-scene .labels .output').nth(3);
    const { x, y, height } = await boxOf(label);
    return { x: x - 10, y: y + height / 2 };
  }

  async function expectPicked(page: Page, before: number): Promise<void> {
    await expect.poll(async () => (await webGlCount(page)).frameVertices).toBeLessThan(before / 10);
  }

  async function expectLetGo(page: Page, before: number): Promise<void> {
    await expect.poll(async () => (await webGlCount(page)).frameVertices).toBe(before);
  }

  test('by mouse', async ({ app, page }) => {
    const { x, y } = await begin(app, page);
    const { frameVertices } = await webGlCount(page);
    await page.mouse.click(x, y);
    await expectPicked(page, frameVertices);
    const { left, top } = around(await layerBoxes(page));
    await page.mouse.click(left - 4, top - 4);
    await expectLetGo(page, frameVertices);
  });

  test('by finger, with more tolerance', async ({ app, page }) => {
    const { x, y } = await begin(app, page);
    const { frameVertices } = await webGlCount(page);
    // Beside the neuron, where a mouse would miss it.
    const place = { clientX: x + 10, clientY: y, pointerId: 4, pointerType: 'touch' };
    for (const type of ['pointerdown', 'pointerup']) {
      await scene(page).dispatchEvent(type, { ...place, isPrimary: true, button: 0 });
    }
    await expectPicked(page, frameVertices);
  });

  test('by keyboard', async ({ app, page }) => {
    await begin(app, page);
    const { frameVertices } = await webGlCount(page);
    await scene(page).focus();
    await page.keyboard.press('Enter');
    await expectPicked(page, frameVertices);
    await page.keyboard.press('Escape');
    await expectLetGo(page, frameVertices);
  });
});

test('draws the chosen connections, and keeps the choice', async ({ app, page }) => {
  await countWebGl(page);
  await app.open();
  await draw(app, 3);
  await app.expectAnswer(3);
  await settle(page);
  // Between two layers there are lines alone. Before the answers several raise it, and few are left of few.
  const [, , before, answers] = await layerBoxes(page);
  if (!before || !answers) throw new Error('data-layers: expected four boxes, found fewer');
  const room = { ...around([before, answers]), left: before.right, right: answers.left };
  const light = (): Promise<number> => lightIn(page, room);
  const choose = async (name: string, value: number): Promise<void> => {
    await app.button('Settings').click();
    await page.getByRole('slider', { name }).fill(String(value));
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await settle(page);
  };
  const strongest = 'Strongest connections per neuron';

  await choose(strongest, 0);
  const few = await light();
  await choose(strongest, 8);
  const all = await light();
  expect(all).toBeGreaterThan(1.5 * few);
  await choose('Hide weaker than', 0.5);
  await expect.poll(light).toBeLessThan(all * 0.98);

  await page.reload();
  await app.button('Settings').click();
  await expect(page.getByRole('slider', { name: strongest })).toHaveAttribute(
    'aria-valuetext',
    'all',
  );
  await app.button('Reset everything').click();
  await expect(page.getByRole('slider', { name: strongest })).toHaveAttribute(
    'aria-valuetext',
    '24',
  );
  await expect(page.getByRole('slider', { name: 'Hide weaker than' })).toHaveValue('0');
});

for (const [width, height] of [
  [1280, 800],
  [1024, 768],
  [820, 1180],
  [390, 844],
] as const) {
  test.describe(`at ${width}x${height}`, () => {
    test.use({ viewport: { width, height } });

    test('shows the chosen view where no panel is', async ({ app, page }, testInfo) => {
      await app.open();
      await draw(app, 3);
      await app.expectAnswer(3);
      const panels = await page.locator('[apppanel]').evaluateAll((elements) =>
        elements.map((element) => {
          const { left, top, right, bottom } = element.getBoundingClientRect();
          return { left, top, right, bottom };
        }),
      );
      expect(panels.length).toBeGreaterThan(5);
      const expectFree = (name: string, box: Box): void => {
        expect(
          Math.max(box.right - box.left, box.bottom - box.top),
          `${name} is seen`,
        ).toBeGreaterThan(12);
        const isInside =
          box.left >= 0 && box.top >= 0 && box.right <= width && box.bottom <= height;
        expect(isInside, `${name} ${JSON.stringify(box)} inside the screen`).toBe(true);
        const covered = panels.filter(
          (panel) =>
            panel.left < box.right &&
            box.left < panel.right &&
            panel.top < box.bottom &&
            box.top < panel.bottom,
        );
        expect(covered, `${name} ${JSON.stringify(box)} covered by no panel`).toEqual([]);
      };
      for (const [index, name] of [
        ...['28 × 28 pixels', 'Layer 1 · 128 neurons', 'Layer 2 · 64 neurons', '10 digits'],
        'Whole network',
      ].entries()) {
        await app.button('Views').click();
        // In the menu: the picture has names of layers, too.
        const entry = page
          .locator('.views')
          .getByRole('button', { name, exact: true, includeHidden: true });
        await expect(entry).toBeVisible(); // Hidden controls take no focus.
        await entry.press('Enter');
        await expect(entry).toBeHidden();
        await expect(app.button('Views')).toBeFocused();
        await expect(entry).toHaveAttribute('aria-pressed', 'true');
        const boxes = await layerBoxes(page);
        const box = boxes[index];
        // The input above the paper stands in a place that the paper's panel leaves for it.
        const whole = boxes.slice(width > height ? 1 : 0);
        for (const shown of box ? [box] : whole) expectFree(name, shown);
        await page.screenshot({ path: testInfo.outputPath(`${name}.png`) });
      }
      // Four layers and ten digits have labels; an input above the paper has its name beside it.
      const labels = page.locator('app-network-scene .labels .name');
      await expect(labels).toHaveCount(width > height ? 13 : 14);
      for (const label of await labels.all()) {
        const { x, y, width: across, height: along } = await boxOf(label);
        const isInside = x >= 0 && y >= 0 && x + across <= width && y + along <= height;
        expect(isInside, `${(await label.textContent()) ?? ''} inside the screen`).toBe(true);
      }
    });
  });
}

test('gives words a quiet ground while the network may pass below them', async ({
  app,
  page,
}, testInfo) => {
  await app.open();
  await draw(app, 3);
  await app.expectAnswer(3);
  const panels = page.locator('main > :is(.desk, .answer, .timeline)');
  const grounds = (): Promise<string[]> =>
    panels.evaluateAll((all) => all.map((panel) => getComputedStyle(panel).backgroundColor));
  const expectGrounds = (pattern: RegExp): Promise<void> =>
    expect.poll(async () => (await grounds()).every((ground) => pattern.test(ground))).toBe(true);
  await expectGrounds(/^rgba\(0, 0, 0, 0\)$/);
  await app.button('Views').click();
  await app.button('Layer 1 · 128 neurons').click();
  await expectGrounds(/, 0\.88\)$/);
  // Only the layer that is looked at has a name.
  const names = page.locator('app-network-scene .labels .layer');
  await expect(names).toHaveText(['Layer 1 · 128 neurons']);
  await expect(page.locator('app-network-scene .labels .output')).toHaveCount(0);
  await app.button('Views').click();
  await app.button('Whole network').click();
  await expectGrounds(/^rgba\(0, 0, 0, 0\)$/);
  // Turned by hand, it passes below them just as well, and while somebody goes on drawing.
  const { left, top, right, bottom } = around(await layerBoxes(page));
  await page.mouse.move((left + right) / 2, (top + bottom) / 2);
  await page.mouse.down();
  await page.mouse.move((left + right) / 2 + 120, (top + bottom) / 2 - 40, { steps: 4 });
  await page.mouse.up();
  await expectGrounds(/, 0\.88\)$/);
  await draw(app, 1);
  await expectGrounds(/, 0\.88\)$/);
  await page.screenshot({ path: testInfo.outputPath('turned.png') });
  await scene(page).focus();
  await page.keyboard.press('Home');
  await expectGrounds(/^rgba\(0, 0, 0, 0\)$/);
});
