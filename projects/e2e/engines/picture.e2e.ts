import { expect, test } from './engine-test.ts';

test('dragging over the stage selects no text of the picture', async ({ app }) => {
  await app.open();
  await app.boxOf('app-scene-names span');
  const from = await app.boxOf('app-verdict');
  const to = await app.boxOf('app-digit-pad');
  await app.page.mouse([
    { kind: 'move', x: from.x + 10, y: from.y + from.height / 2 },
    { kind: 'down' },
    { kind: 'move', x: from.x - 100, y: from.y + 60 },
    { kind: 'move', x: to.x + to.width + 40, y: to.y },
  ]);
  const text = await app.page.evaluate(() => {
    const selection = getSelection();
    return Array.from(document.querySelectorAll('app-network-scene'), (scene) =>
      selection?.containsNode(scene, true) === true ? String(selection) : '',
    ).join();
  }, undefined);
  await app.page.mouse([{ kind: 'up' }]);
  expect(text).not.toMatch(/784|Layer/);
});

test('shows no picture that is no longer drawn', async ({ app }) => {
  await app.open();
  await app.expect(
    () => document.querySelector('app-network-scene')?.hasAttribute('data-layers') === true,
    undefined,
    true,
  );
  await app.page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('app-network-scene canvas');
    canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
  }, undefined);
  await app.expectText('app-notices', /picture/);
  expect(
    await app.page.evaluate(() => {
      const canvas = document.querySelector('app-network-scene canvas');
      return canvas && getComputedStyle(canvas).opacity;
    }, undefined),
  ).toBe('0');
});
