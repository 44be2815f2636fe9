import { expect } from './app-page.ts';
import { readDefaultExport } from './default-export.ts';
import { DIGITS } from './digits.ts';
import { expectReady, test } from './offline-visit.ts';

const { manifest } = readDefaultExport();

// Software rendering is slow on a busy machine.
test.slow();
test.use({ viewport: { width: 800, height: 600 } });

test('works fully after three reloads without a server', async ({ app, page, server }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await app.open();
  await expectReady(page);
  await server.kill();
  for (let time = 0; time < 3; time++) await app.open();
  const scene = page.getByRole('application', { name: 'Network in 3D' });
  await expect(scene).toBeVisible();
  const drawing = DIGITS[3] ?? [];
  await app.drawWithPointer(drawing, { pointerType: 'touch', pressure: 0.5 });
  await app.expectAnswer(3);
  for (const index of manifest.timeline.keys()) {
    await app.moveTo(index);
    await expect(app.timeline).toHaveAttribute(
      'aria-valuetext',
      new RegExp(`Checkpoint ${index + 1} of ${manifest.timeline.length},`),
    );
  }
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.locator('.settings').click();
  await app.choose('de');
  await page.keyboard.press('Escape');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await app.expectAnswer(3);
  await page.locator('app-network-scene [tabindex="0"]').first().focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('app-inspector')).toBeVisible();
  await expect(page.locator('app-offline-badge')).toHaveText('Auch offline bereit');
});
