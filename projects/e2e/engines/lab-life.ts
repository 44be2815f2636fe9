import { expect } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DIGITS } from '../src/digits.ts';
import type { EngineApp } from './engine-app.ts';
import { chooseInMenu, KEPT, saveAsOnnx } from './kept-network.ts';
import { poll } from './poll.ts';

/** 784-32-10 on the 10,000 digits that are on the device, until it reads 90 of 100; a second at full speed. */
const RECIPE = '#/lab?layers=32&stop=at90&pace=full';
const MOMENTS = 'app-curve-chart .moments';
const RESULT = '[data-part=result]';

/**
 * What becomes of a network of the lab: it is built and guessed, learns until 90 of 100 are right, is looked back at, kept,
 * saved, deleted, and brought along again, with the same answers. Nothing of it needs a server.
 * @param address of the app, with its slash
 */
export async function liveInLab(app: EngineApp, address: string): Promise<void> {
  await app.page.open(address + RECIPE);
  await app.click({ selector: 'app-layer-builder .less', name: 'Layer 1: half as many neurons' });
  await app.expect(() => location.hash.includes('layers=16'), undefined, true);
  await app.click({ selector: 'app-guess-flag button', name: 'Five more' });
  await app.click({ selector: '[data-part=start]' });
  await app.draw(DIGITS[7] ?? []);
  await app.expectText('[data-part=keep]', 'Keep the network');
  await app.expectText(RESULT, /^9\d%$/);
  await app.expectAnswer(7);
  await app.expectText('app-curve-chart .film .newest', '7');

  await lookBack(app);
  await app.click({ selector: '[data-part=keep]' });
  await app.expectText('app-run-states', /Kept\. You find it under Networks\./);
  await app.click({ selector: 'app-lab-page header button', name: 'Networks' });
  await app.click({ selector: `${KEPT} .use` });
  // It reads where all networks read; half floats are what it is kept as.
  await poll(() => app.count('app-reading-page')).toBe(1);
  await app.expectAnswer(7);
  const answers = await app.percentages();

  const file = await saved(app);
  await chooseInMenu(app, 'Delete');
  await poll(() => app.count(KEPT)).toBe(0);
  await app.page.chooseFiles('app-library-drawer input[type="file"]', [file]);
  await app.expectText('app-import-sheet .verdict', /It reads \d+ of 100\./);
  await app.click({ selector: 'app-import-sheet button', name: 'Keep' });
  await app.expectText(`${KEPT} .marks`, /reads now/);
  await poll(() => app.percentages()).toEqual(answers);
}

/** Looks at the first moment of the run, and at the last one again. */
async function lookBack(app: EngineApp): Promise<void> {
  const { x, y, width, height } = await app.boxOf(MOMENTS);
  await app.clickAt(x + 1, y + height / 2);
  // Before it has learned anything, it guesses.
  await app.expectText(RESULT, /^[12]?\d%$/);
  await app.clickAt(x + width - 1, y + height / 2);
  await app.expectText(RESULT, /^9\d%$/);
}

/** Saves the network as ONNX. Answers where a copy of it is. */
async function saved(app: EngineApp): Promise<string> {
  await app.click({ selector: 'header .networks' });
  const { network, bytes } = await saveAsOnnx(app);
  expect(network.spec.layers.map(({ outputs }) => outputs)).toEqual([16, 10]);
  const path = join(app.page.downloads, 'copy.onnx');
  writeFileSync(path, bytes);
  return path;
}
