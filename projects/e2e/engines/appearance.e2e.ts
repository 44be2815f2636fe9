import type { EngineApp } from './engine-app.ts';
import { expect, test } from './engine-test.ts';
import { poll } from './poll.ts';

test.use({ hasPicture: false });

/** Selectors of what shows by a ring that it has the focus. */
const ringed = (app: EngineApp): Promise<string[]> =>
  app.page.evaluate(
    () =>
      Array.from(document.querySelectorAll('*'))
        .filter((it) => it.checkVisibility() && getComputedStyle(it).outlineStyle !== 'none')
        .map(({ tagName, className }) => `${tagName}.${className}`),
    undefined,
  );

test('drawers do not scroll sideways, and show the focus only to those who use keys', async ({
  app,
}) => {
  await app.open();
  for (const name of ['settings', 'help', 'networks']) {
    await app.click({ selector: `header .${name}` });
    await app.boxOf('dialog[open] header button');
    const scrolled = await app.page.evaluate(() => {
      const sheet = document.querySelector('dialog[open] .sheet');
      sheet?.scrollTo(100, 0);
      return sheet?.scrollLeft;
    }, undefined);
    expect(scrolled, name).toBe(0);
    expect(await ringed(app), `${name}, opened`).toEqual([]);
    await app.click({ selector: 'dialog[open] header button' });
    await app.expect(() => document.querySelector('dialog[open]') === null, undefined, true);
    expect(await ringed(app), `${name}, closed`).toEqual([]);
  }
  await app.click({ selector: '.views > button' });
  await app.click({ selector: '.views .menu-entry', name: 'Start afresh' });
  await app.expect(() => document.activeElement?.tagName ?? '', undefined, 'APP-DIGIT-PAD');
  expect(await ringed(app), 'the paper, for the next visitor').toEqual([]);
  await app.page.press('Tab');
  await app.page.press('Tab');
  expect((await ringed(app)).length).toBeGreaterThan(0);
});

test('the menu of views is as high as its entries', async ({ app }) => {
  await app.page.resize(1024, 768);
  await app.open();
  await app.click({ selector: '.views > button' });
  await app.boxOf('.views .flyout');
  const [height, ofEntries] = await app.page.evaluate(() => {
    const menu = document.querySelector<HTMLElement>('.views .flyout');
    if (!menu) return [NaN, 0] as const;
    const shown = menu.offsetHeight;
    menu.style.blockSize = 'auto';
    return [shown, menu.offsetHeight] as const;
  }, undefined);
  expect(height).toBe(ofEntries);
});

/** Where the parts of the page are. */
const places = (app: EngineApp): Promise<string[]> =>
  app.page.evaluate(
    () =>
      ['app-digit-pad', 'app-drawing-tools', 'header', '.timeline', '.stage', '.film-opener'].map(
        (selector) => {
          const box = document.querySelector(selector)?.getBoundingClientRect();
          return `${selector} ${box?.x}, ${box?.y}, ${box?.width}, ${box?.height}`;
        },
      ),
    undefined,
  );

test('a low window that becomes high has the layout of a high one', async ({ app }) => {
  await app.open();
  const high = await places(app);
  await app.page.resize(800, 420);
  await poll(() => places(app)).not.toEqual(high);
  await app.boxOf('app-digit-pad');
  await app.reload();
  await app.boxOf('app-digit-pad');
  await app.page.resize(800, 600);
  await poll(() => places(app)).toEqual(high);
});

test('the German table of values does not scroll sideways in large text', async ({ app }) => {
  await app.page.resize(820, 1180);
  await app.open({
    visited: 'yes',
    'offline.download': 'paused',
    language: 'de',
    textSize: 'large',
  });
  await app.click({ selector: '.views > button' });
  await app.expect(() => document.documentElement.dataset['text'] ?? '', undefined, 'large');
  await app.click({ selector: '.views .menu-entry', name: 'Alle Werte als Tabelle' });
  for (const layer of [2, 3, 4]) {
    await app.click({ selector: `app-activation-table label:nth-of-type(${layer})` });
    await app.boxOf('app-neuron-table thead');
    const [width, room] = await app.page.evaluate(() => {
      const table = document.querySelector('app-neuron-table');
      return [table?.scrollWidth ?? NaN, table?.clientWidth ?? NaN] as const;
    }, undefined);
    expect(width, `layer ${layer}`).toBe(room);
  }
});
