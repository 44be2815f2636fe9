import { DIGITS } from '../src/digits.ts';
import { expect, test } from './engine-test.ts';

test.use({ hasPicture: false });

const root = (): readonly (string | undefined)[] => {
  const { lang, dataset } = document.documentElement;
  return [lang, dataset['theme']];
};

test('speaks German and is light after a choice, still so on the next visit, and not after a reset', async ({
  app,
}) => {
  await app.open();
  await app.expect(root, undefined, ['en', 'dark']);
  await app.draw(DIGITS[4] ?? []);
  await app.expectAnswer(4);
  await app.click({ selector: 'header .settings' });
  await app.click({ selector: 'app-settings-panel label:has([value="de"])' });
  await app.click({ selector: 'app-settings-panel label:has([value="light"])' });
  await app.expect(root, undefined, ['de', 'light']);
  await app.expectText('app-settings-panel h2', 'Einstellungen');

  await app.reload();
  await app.expect(root, undefined, ['de', 'light']);
  await app.expectText('app-drawing-tools', /Löschen/);
  // The drawing of this tab too.
  await app.expectAnswer(4);

  await app.click({ selector: 'header .settings' });
  await app.click({ selector: 'app-settings-panel footer button' });
  await app.expect(root, undefined, ['en', 'dark']);
  expect(await app.page.evaluate(() => localStorage.getItem('language'), undefined)).toBe(null);
});

test('the button that resets the settings stays where it can be pressed again', async ({ app }) => {
  await app.open({
    visited: 'yes',
    'offline.download': 'paused',
    language: 'de',
    textSize: 'large',
    theme: 'light',
  });
  await app.click({ selector: 'header .settings' });
  await app.click({ selector: 'app-settings-panel footer button' });
  await app.expect(root, undefined, ['en', 'dark']);
  await app.expectText('app-settings-panel h2', 'Settings');
  await app.boxOf('app-settings-panel footer button');
  const isInView = await app.page.evaluate(() => {
    const button = document.querySelector('app-settings-panel footer button');
    const { x, y, width, height } = button?.getBoundingClientRect() ?? new DOMRect();
    return button?.contains(document.elementFromPoint(x + width / 2, y + height / 2));
  }, undefined);
  expect(isInView).toBe(true);
});
