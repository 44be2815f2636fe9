import { expect, test } from './app-page.ts';
import { countGpuObjects } from './gpu-objects.ts';
import { growth, soak } from './soak.ts';
import { countWebGl } from './webgl-counter.ts';

/** A twentieth of what `npm run bench -- soak` does. */
const SHORT = { drawings: 120, scrubs: 120 };
const MOST_GROWTH = 0.05;

test('uses no more memory after a while of drawing and scrubbing', async ({ app, page }) => {
  // Given up, not measured: a few hundred actions, one after the other, on a machine that may have other work.
  test.setTimeout(900_000);
  await countGpuObjects(page);
  await countWebGl(page, 'stubbed');
  await app.open();
  await expect(page.locator('app-network-scene canvas')).toBeVisible();
  const { early, late } = await soak(app, SHORT);
  // A fence lives while the GPU works on its frame: there are one or two, or none at rest.
  expect({ ...late.gpu, Sync: 0 }).toEqual({ ...early.gpu, Sync: 0 });
  expect(late.gpu['Sync']).toBeLessThanOrEqual(2);
  expect(growth(early.heapBytes, late.heapBytes)).toBeLessThan(MOST_GROWTH);
  expect(growth(early.bufferBytes, late.bufferBytes)).toBeLessThan(MOST_GROWTH);
});
