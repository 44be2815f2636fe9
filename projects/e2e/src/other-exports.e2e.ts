import { initialWeights } from '#engine';
import { formatManifest, milestones, parseManifest, perceptronSpec } from '#model';
import { layOutExport } from '#trainer';
import type { Page } from '@playwright/test';
import { expect, test } from './app-page.ts';
import { DIGITS } from './digits.ts';

/** Serves an untrained export with these layers as `exports/<stem>.json`, made like the trainer makes it. */
async function serveExport(
  page: Page,
  stem: string,
  { hidden, count }: { readonly hidden: readonly number[]; readonly count: number },
  edit: (manifest: string) => string = (manifest) => manifest,
): Promise<void> {
  const spec = perceptronSpec([784, ...hidden, 10]);
  const checkpoints = milestones(60_000)
    .slice(0, count)
    .map((milestone, order) => ({
      ...{ kind: 'checkpoint' as const, milestone, imagesSeen: milestone.targetImages },
      ...{ batchesSeen: order, weights: initialWeights(spec, order), accuracy: 0.1 },
    }));
  const files = layOutExport(stem, { spec, checkpoints, datasetSize: 60_000, training: {} });
  await page.route(`**/exports/${stem}.json`, (route) =>
    route.fulfill({ body: edit(files.manifest) }),
  );
  await page.route(`**/exports/${stem}/*.json`, (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1) ?? '';
    return route.fulfill({ body: files.shards.get(name) ?? '' });
  });
}

/** An export as the seed writes it. */
function withoutHashes(text: string): string {
  const manifest = parseManifest(text, 'mine');
  const timeline = manifest.timeline.map((checkpoint) => ({
    ...checkpoint,
    shard: { path: checkpoint.shard.path },
  }));
  return formatManifest({ ...manifest, timeline });
}

for (const [name, recipe, edit] of [
  ['three checkpoints', { hidden: [16], count: 3 }, undefined],
  ['three checkpoints and no hashes', { hidden: [16], count: 3 }, withoutHashes],
  ['four layers', { hidden: [20, 12, 8], count: 5 }, undefined],
  ['no hidden layer', { hidden: [], count: 2 }, undefined],
] as const) {
  test(`shows an export of ${name} that the address names`, async ({ app, page }) => {
    await serveExport(page, 'mine', recipe, edit);
    await app.open('./?weights=exports/mine.json');
    await expect(app.timeline).toHaveAttribute('max', String(recipe.count - 1));
    await app.draw(DIGITS[5] ?? []);
    const bars = async (): Promise<string> => (await app.percentages()).join(' ');
    const sum = async (): Promise<number> =>
      Math.round((await app.percentages()).reduce((total, percent) => total + percent, 0));
    await expect.poll(sum).toBe(100);
    const last = (await app.settledPercentages()).join(' ');
    await app.moveTo(0);
    await expect.poll(bars).not.toBe(last);
    expect(await sum()).toBe(100);
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
}

test.describe('an unusable export', () => {
  test.use({ expectedErrors: [/Failed to load resource/] });

  for (const [name, address, message] of [
    ['on another origin', 'https://example.org/w.json', 'address: expected a manifest on http://'],
    ['that is missing', 'exports/none.json', 'none.json: HTTP status: expected 200, found 404'],
    ['of another format', 'exports/broken.json', 'broken.json: version: expected 2, found 3'],
    ['for other pictures', 'exports/small.json', 'network.input_dim: expected 784'],
  ] as const) {
    test(`${name} is named, and the default export is shown`, async ({ app, page }) => {
      await serveExport(page, 'broken', { hidden: [8], count: 2 }, (manifest) =>
        manifest.replace('"version": 2', '"version": 3'),
      );
      await serveExport(page, 'small', { hidden: [8], count: 2 }, (manifest) =>
        manifest.replaceAll(/\b784\b/g, '100'),
      );
      await app.open(`./?weights=${encodeURIComponent(address)}`);
      await expect(page.getByText(message)).toHaveCount(1);
      await expect(app.timeline).toHaveAttribute('max', '34');
      await app.draw(DIGITS[6] ?? []);
      await app.expectAnswer(6);
    });
  }
});
