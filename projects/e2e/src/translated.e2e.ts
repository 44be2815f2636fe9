import { expect, test } from './app-page.ts';
import { DIGITS } from './digits.ts';

test('keeps figures and words correct on a page that the browser translates', async ({
  app,
  page,
}) => {
  /** Replaces every translatable text with a `<font>`, as Chrome and Edge do. */
  const translate = (): Promise<void> =>
    page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const texts: ChildNode[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode as ChildNode);
      for (const text of texts) {
        const isFixed = text.parentElement?.closest('[translate="no"], script, style');
        if (isFixed || !text.textContent?.trim()) continue;
        const [outer, inner] = [1, 2].map(() =>
          document.createElementNS('http://www.w3.org/1999/xhtml', 'font'),
        );
        if (!outer || !inner) continue;
        inner.textContent = text.textContent;
        outer.append(inner);
        text.replaceWith(outer);
      }
    });
  const isReadAs = async (digit: number): Promise<void> => {
    await app.expectAnswer(digit);
    await expect(page.locator('app-verdict .figure')).toHaveText(String(digit));
    // Figures change at a readable pace.
    await expect
      .poll(() =>
        page.locator('app-answer-bars li').evaluateAll((bars) =>
          bars.flatMap((bar) => {
            const said = bar.querySelector('[role=meter]')?.getAttribute('aria-valuetext') ?? '';
            const shown = bar.querySelector('.percent')?.textContent ?? '';
            return shown === (said.startsWith('<') ? '' : said) ? [] : [`${shown}, not ${said}`];
          }),
        ),
      )
      .toEqual([]);
    // The current value of the bar, not one from the middle of the drawing.
    const isSaid = async (): Promise<boolean> => {
      const share = await app.meter(digit).getAttribute('aria-valuetext');
      const verdict = await page.locator('app-verdict').textContent();
      return verdict?.includes(`${share} sure`) === true;
    };
    await expect.poll(isSaid).toBe(true);
  };

  test.slow(); // A whole visit.
  await app.open();
  await translate();
  await app.draw(DIGITS[3] ?? []);
  await isReadAs(3);
  await translate();
  await app.button('Clear').click();
  await expect(page.locator('app-verdict')).toContainText('Draw, and watch it read');
  await translate();
  await app.draw(DIGITS[7] ?? []);
  await isReadAs(7);

  await translate();
  for (const [index, label, images] of [
    [0, 'Initial weights', '0 images used'],
    [34, '50× dataset', '3,000,000 images used'],
  ] as const) {
    await app.moveTo(index);
    await expect(page.locator('.readout .label')).toHaveText(label);
    await expect(page.locator('.readout .images')).toHaveText(images);
    await translate();
  }

  await app.button('Views').click();
  await page.getByRole('group', { name: 'Views' }).getByText('All values as a table').click();
  const answer = page.getByRole('row', { name: 'Digit 7' });
  await expect(answer).toContainText('>99%');
  await translate();
  await app.button('Clear').click();
  await app.draw(DIGITS[3] ?? []);
  await expect(answer).toContainText('<1%');
  await page.getByRole('radio', { name: 'Layer 1' }).check();
  await expect(page.getByRole('table')).toContainText('Layer 1: 128 neurons');
  await expect(page.getByRole('row', { name: 'Digit 7' })).toHaveCount(0);
});
