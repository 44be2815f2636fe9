import { expect, test, type AppPage } from './app-page.ts';
import { DIGITS } from './digits.ts';

async function choose(app: AppPage, name: string): Promise<void> {
  await app.button('Views').click();
  await app.page.getByRole('group', { name: 'Views' }).getByRole('button', { name }).click();
}

const inspected = ({ page }: AppPage) =>
  page.getByRole('region', { name: 'Inspector' }).getByRole('heading', { level: 2 });

/** Draws a four, goes back in training and picks a neuron in the table. */
async function use(app: AppPage): Promise<void> {
  await app.open();
  await app.draw(DIGITS[4] ?? []);
  await app.expectAnswer(4);
  await app.moveTo(3);
  await choose(app, 'All values as a table');
  await app.page.locator('app-activation-table label', { hasText: 'Layer 2' }).click();
  await app.page.locator('app-neuron-table [data-row="3"]').click();
  await expect(inspected(app)).toHaveText('Neuron 4 of layer 2');
  await expect(app.page.locator('.readout .label')).toHaveText('≈250 images');
}

test('restores drawing, neuron and checkpoint when the tab is reloaded', async ({
  app,
  page,
  context,
}) => {
  await use(app);
  const image = await app.settledImage();
  await page.reload();
  await expect(inspected(app)).toHaveText('Neuron 4 of layer 2');
  await expect(page.locator('.readout .label')).toHaveText('≈250 images');
  await expect(app.timeline).toHaveValue('3');
  expect(await app.settledImage()).toEqual(image);

  // Another tab starts fresh.
  const other = await context.newPage();
  await other.goto('./');
  await expect(other.locator('html[data-ready="true"]')).toBeAttached();
  await expect(other.getByRole('button', { name: 'Clear' })).toBeDisabled();
  await expect(other.getByRole('slider', { name: 'Training timeline' })).toHaveValue('34');
  await other.close();
});

test('starts over on request, and stays that way', async ({ app, page }) => {
  await use(app);
  await choose(app, 'Start afresh');
  await expect(app.pad).toBeFocused();
  for (const load of [() => Promise.resolve(), () => page.reload()]) {
    await load();
    await app.expectNoAnswer();
    await expect(app.timeline).toHaveValue('34');
    await expect(inspected(app)).toHaveCount(0);
    await expect(app.button('Undo')).toBeDisabled();
  }
});
