import { expect, test } from './app-page.ts';
import { countGpuObjects } from './gpu-objects.ts';
import { growth, soak } from './soak.ts';
import { countWebGl } from './webgl-counter.ts';

/** Of `npm run bench -- soak`, which does twenty times as much. */
const SHORT = { drawings: 120, scrubs: 120 };
const MOST_GROWTH = 0.05;

test('holds no more after a while of drawing and scrubbing', async ({ app, page }) => {
  test.slow(); // A few hundred things to do, one after the other.
  await countGpuObjects(page);
  await countWebGl(page, 'stubbed');
  await app.open();
  await expect(page.locator('app-network-scene canvas')).toBeVisible();
  const { early, late } = await soak(app, SHORT);
  // A fence lives as long as the GPU works on its frame: there are one or two, or none at rest.
  expect({ ...late.gpu, Sync: 0 }).toEqual({ ...early.gpu, Sync: 0 });
  expect(late.gpu['Sync']).toBeLessThanOrEqual(2);
  expect(growth(early.heapBytes, late.heapBytes)).toBeLessThan(MOST_GROWTH);
  expect(growth(early.bufferBytes, late.bufferBytes)).toBeLessThan(MOST_GROWTH);
});
