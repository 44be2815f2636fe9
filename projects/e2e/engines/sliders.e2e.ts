import { expect, test } from './engine-test.ts';
import { brightnessOf } from './pixels.ts';

test.use({ hasPicture: false });

test('sliders have a track in the dark theme', async ({ app }) => {
  await app.open();
  await app.click({ selector: 'header .settings' });
  await app.boxOf('app-range-setting input');
  const share = await app.page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('app-range-setting input');
    input?.scrollIntoView({ block: 'center' });
    return input
      ? (Number(input.value) - Number(input.min)) / (Number(input.max) - Number(input.min))
      : NaN;
  }, undefined);
  const { x, y, width, height } = await app.boxOf('app-range-setting input');
  const rail = (from: number, to: number) =>
    brightnessOf(app.page, {
      x: x + width * from,
      y: y + height / 2 - 1,
      width: width * (to - from),
      height: 2,
    });
  const reached = await rail(0.02, share - 0.1);
  const rest = await rail(share + 0.1, 0.98);
  expect(reached).toBeGreaterThan(200);
  expect(rest).toBeLessThan(150);
  expect(rest, 'above the ground').toBeGreaterThan(30);
});
