import { readDefaultExport } from '../src/default-export.ts';
import { DIGITS } from '../src/digits.ts';
import type { EngineApp } from './engine-app.ts';
import { expect, test } from './engine-test.ts';
import { poll } from './poll.ts';

const { manifest, passOf } = readDefaultExport();

const position = (app: EngineApp): Promise<number> =>
  app.page.evaluate(
    () => Number(document.querySelector<HTMLInputElement>('app-timeline input')?.value),
    undefined,
  );

test('goes back in training by the slider and its buttons, and plays it', async ({ app }) => {
  await app.open();
  await app.draw(DIGITS[7] ?? []);
  await app.expectAnswer(7);
  const { x, y, width, height } = await app.boxOf('app-timeline input');
  const at = (share: number) =>
    ({ kind: 'move', x: x + width * share, y: y + height / 2 }) as const;
  await app.page.mouse([at(0.99), { kind: 'down' }, at(0.5), at(0.2), at(0.005), { kind: 'up' }]);
  await app.expectText('app-timeline .figures .images', /^0/);
  expect(await position(app)).toBe(0);
  const untrained = await app.percentages();
  expect(Math.max(...untrained)).toBeLessThan(50);

  await app.click({ selector: 'app-timeline button', name: 'Step forward' });
  await poll(() => position(app)).toBe(1);
  await app.click({ selector: 'app-timeline .watch' });
  await poll(() => position(app)).toBeGreaterThan(4);
  await app.click({ selector: 'app-timeline .watch' });
  await app.page.evaluate(
    () => document.querySelector<HTMLElement>('app-timeline input')?.focus(),
    undefined,
  );
  await app.page.press('End');
  await poll(() => position(app)).toBe(manifest.timeline.length - 1);
  await app.expectAnswer(7);
});

test('shows a neuron that is picked in the picture', async ({ app }) => {
  await app.open();
  await app.drawWith('touch', DIGITS[3] ?? []);
  await app.expectAnswer(3);
  const outputs = (await app.layerBoxes()).at(-1);
  if (!outputs) throw new Error('expected layers, found none');
  const { x, y, width, height } = outputs;
  const radius = width / 2;
  await app.clickAt(x + radius, y + radius + ((height - width) * 5) / 9);
  await app.expectText('app-inspector h2', 'Digit 5');
  const logit = passOf(await app.image()).logits[5] ?? NaN;
  const shown = await app.text('app-inspector .total dd');
  expect(Number(shown?.replace('−', '-'))).toBeCloseTo(logit, 0);
  await app.page.press('Escape');
  await app.expectText('app-inspector h2', undefined);
});
