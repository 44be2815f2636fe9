import { expect, test } from './app-page.ts';
import { DIGITS } from './digits.ts';
import { ended, SHORT, start } from './lab-run-page.ts';
import { layerBoxes, settle } from './picture.ts';
import { countWebGl, webGlCount } from './webgl-counter.ts';

// Draws no more frames than necessary: software rendering is slow on a busy machine.
test.use({
  viewport: { width: 1024, height: 768 },
  contextOptions: { reducedMotion: 'reduce' },
});

test('pointing at a neuron of the network that learns shows what raises it, in any layer', async ({
  app,
  page,
}) => {
  test.slow();
  await countWebGl(page);
  await app.open('./#/lab?layers=16&digits=1000&batch=16&stop=1x&pace=full');
  await app.drawWithPointer(DIGITS[3] ?? [], { pointerType: 'touch', pressure: 0.5 });
  await page.locator('[data-part=start]').click();
  await expect(page.locator('[data-part=keep]')).toBeVisible({ timeout: 90_000 });
  const name = page.locator('.input-name');
  await expect(name).toHaveText('What goes in');
  await settle(page);
  const [, first, outputs] = await layerBoxes(page);
  if (!first || !outputs) throw new Error('data-layers: expected three boxes');

  // Between the tiles there is nothing to point at: into the first one.
  await page.mouse.move(first.left + 12, first.top + 12);
  await expect(name).toHaveText(/^\s*What raises neuron \d+ of layer 1/);
  // The ninth of the ten outputs: a way through the network, as long as the same neurons are raised.
  const eight = outputs.top + ((outputs.bottom - outputs.top) * 8.5) / 10;
  await page.mouse.move((outputs.left + outputs.right) / 2, eight);
  await expect(name).toHaveText('What raises the 8 now');
  await page.mouse.move(2, 2);
  await expect(name).toHaveText('What goes in');
});

test('the network is not drawn behind evidence, and comes back as it is at the moment on screen', async ({
  page,
}) => {
  test.slow();
  await countWebGl(page);
  await page.goto(`./#/lab?${SHORT}`);
  await start(page);
  await ended(page);
  const view = (name: string) => page.locator('.views').getByRole('radio', { name });
  const images = page.locator('[data-part=images]');
  const slider = page.getByRole('slider', { name: 'Look at a moment' });
  const end = await images.innerText();
  for (const [name, part] of [
    ['Mixed up', 'app-mix-ups'],
    ['Forgotten', 'app-forgotten'],
  ] as const) {
    await view(name).check();
    await expect(page.locator(`${part} app-digit-picture`).first()).toBeVisible();
    await settle(page);
    const before = await webGlCount(page);
    await slider.press('Home');
    await expect(images).not.toHaveText(end);
    await settle(page);
    const after = await webGlCount(page);
    expect([after.draws, after.uploadedBytes]).toEqual([before.draws, before.uploadedBytes]);
    await view('Network').check();
    await settle(page);
    const shown = await webGlCount(page);
    expect(shown.draws).toBeGreaterThan(after.draws);
    // The weights of that moment.
    expect(shown.uploadedBytes - after.uploadedBytes).toBeGreaterThan(784 * 16);
    await slider.press('End');
    await expect(images).toHaveText(end);
  }
});

test('a neuron that is picked stays so from act to act of a step, and each act has its number', async ({
  app,
  page,
}) => {
  test.slow();
  await countWebGl(page);
  await app.open('./#/lab?layers=16&digits=1000&batch=16&stop=never&pace=step');
  await page.locator('[data-part=start]').click();
  const next = page.getByRole('button', { name: 'Next' });
  await next.click();
  await expect(page.getByRole('radio', { name: '1 Forward' })).toBeChecked();
  await settle(page);
  const [, first] = await layerBoxes(page);
  if (!first) throw new Error('data-layers: expected three boxes');
  await page.mouse.click(first.left + 12, first.top + 12);
  await page.mouse.move(2, 2);
  const name = page.locator('.input-name');
  const picked = /^\s*What raises neuron \d+ of layer 1/;
  await expect(name).toHaveText(picked);
  for (const act of ['2 Error', '3 Back', '4 Change', '1 Forward']) {
    await next.click();
    await expect(page.getByRole('radio', { name: act })).toBeChecked();
    await expect(page.locator('.input-name')).toHaveText(picked);
  }

  // The same neuron's numbers; at the error, the output's that the digit should be.
  const number = page.locator('[data-part=number]');
  await expect(number).toHaveText(/^Neuron \d+ of layer 1 gives on \d\.\d\d\.$/);
  const neuron = /^Neuron \d+ of layer 1/.exec(await number.innerText())?.[0] ?? '';
  await next.click();
  await expect(number).toHaveText(/^Digit \d: 1 − \d\.\d\d = ▲ \d\.\d\d$/);
  await next.click();
  await expect(number).toHaveText(new RegExp(`^${neuron} is pushed by`));
  await next.click();
  await expect(page.locator('app-step-panel')).toContainText(`→ ${neuron}`);
});
