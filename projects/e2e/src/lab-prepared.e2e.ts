import { expect, test } from './app-page.ts';
import { expectAccessible, smallTargets } from './axe.ts';
import { ended, keptHashes, start } from './lab-run-page.ts';

const SETTINGS = 'layers=16&digits=1000&batch=16&stop=5x&dice=77&pace=full';
const QUESTION = 'Was passiert mit „30 %“ <b>mehr</b>?';

test('a lesson is prepared where pupils find it, and gives all of them the same bytes', async ({
  page,
  browser,
  baseURL,
}) => {
  test.slow();
  await page.goto(`./#/lab?${SETTINGS}`);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('button', { name: 'Prepare a lesson' }).click();
  const editor = page.getByRole('dialog', { name: 'Prepare a lesson' });
  for (const lock of ['digits', 'stop', 'batchSize', 'hidden', 'seed', 'others']) {
    await editor.locator(`[data-lock=${lock}]`).click();
    await expect(editor.locator(`[data-lock=${lock}]`)).toHaveAttribute('aria-pressed', 'true');
  }
  await editor.getByRole('textbox', { name: 'Your question' }).fill(`  ${QUESTION}\n`);
  await expect(editor.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
  for (const theme of ['dark', 'light']) {
    await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
    await expectAccessible(page, `the editor, ${theme}`, 'app-lesson-editor');
  }
  await expect.poll(() => smallTargets(page)).toEqual([]);
  const link = await editor.getByRole('textbox', { name: 'Link to this run' }).inputValue();

  const kept: string[][] = [];
  for (let pupil = 0; pupil < 2; pupil++) {
    const profile = await browser.newContext({ ...(baseURL !== undefined && { baseURL }) });
    const tablet = await profile.newPage();
    await tablet.goto(link);
    await expect(tablet.locator('[data-part=question]')).toHaveText(QUESTION);
    // What is locked is plain, and has nothing to press.
    await expect(tablet.locator('app-recipe-sentence .whole strong')).toHaveText([
      ...['1,000 digits', '5 times', '16', '77'],
    ]);
    await expect(tablet.locator('app-recipe-sentence [data-word]')).toHaveText(['0.1']);
    await expect(tablet.locator('app-layer-builder')).toHaveCount(0);
    await expect(tablet.getByRole('button', { name: 'Add a sentence' })).toBeHidden();
    await expect(tablet.getByRole('button', { name: 'Experiments' })).toHaveCount(0);
    // What is not can be changed, and the lesson stays.
    await tablet.locator('[data-word=rate]').click();
    await tablet.getByRole('radio', { name: '0.3', exact: true }).check();
    await tablet.keyboard.press('Escape');
    await expect(tablet).toHaveURL(/rate=0\.3.*ask=Was.*locked=layers\.by\.batch/);
    await tablet.reload();
    await expect(tablet.locator('[data-part=question]')).toHaveText(QUESTION);
    await expect(tablet.locator('[data-word=rate]')).toHaveText('0.3');
    await start(tablet);
    await ended(tablet);
    kept.push(await keptHashes(tablet));
    await tablet.getByRole('button', { name: 'Again', exact: true }).click();
    await expect(tablet.locator('[data-part=question]')).toHaveText(QUESTION);
    await expect(tablet.locator('app-recipe-sentence [data-word]')).toHaveText(['0.3']);
    await profile.close();
  }
  expect(kept[0]?.length).toBeGreaterThan(8);
  expect(kept[1]).toEqual(kept[0]);

  await editor.getByRole('button', { name: 'Try it yourself' }).click();
  await expect(page.locator('[data-part=question]')).toHaveText(QUESTION);
  await expect(page.locator('header app-recipe-sentence [data-word]')).toHaveText(['0.1']);
});

test('a question that makes the code too fine says so, and the link can still be handed out', async ({
  page,
}) => {
  await page.goto('./#/lab');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('button', { name: 'Prepare a lesson' }).click();
  const editor = page.getByRole('dialog', { name: 'Prepare a lesson' });
  await editor.getByRole('textbox', { name: 'Your question' }).fill('ü?'.repeat(60));
  await expect(editor.locator('[data-part=too-long]')).toHaveText(
    /The link is \d+ characters too long for a code that can be scanned\./,
  );
  await expect(editor.getByRole('img', { name: 'QR code of the link' })).toHaveCount(0);
  const link = await editor.getByRole('textbox', { name: 'Link to this run' }).inputValue();
  await page.goto('about:blank');
  await page.goto(link);
  await expect(page.locator('[data-part=question]')).toHaveText('ü?'.repeat(60));
});

const DAMAGED: readonly (readonly [text: string, message: string])[] = [
  [`ask=${'x'.repeat(121)}`, 'ask: expected 1 to 120 characters in a line'],
  ['ask=a%0Ab', 'ask: expected 1 to 120 characters in a line'],
  // Cut off in the middle of a letter.
  ['rate=0.1&ask=Gr%C3', 'ask: expected 1 to 120 characters in a line'],
  ['locked=rate.colour', 'locked: expected each once'],
  ['rate=0.1&ask=Why%3F&locked=rat', 'locked: expected each once'],
];
for (const [text, message] of DAMAGED) {
  test(`a damaged link is said in words, and nothing is lost: ${text.slice(0, 24)}`, async ({
    page,
  }) => {
    await page.goto(`./#/lab?${text}`);
    await expect(page.getByRole('alert').filter({ hasText: message })).toBeVisible();
    await expect(page.locator('[data-word=rate]')).toHaveText('0.1');
    await expect(page.locator('[data-part=start]')).toBeEnabled();
    // The address is still there to be looked at; half a letter is marked as one that is missing.
    expect(new URL(page.url()).hash).toBe(`#/lab?${text.replace('%C3', '%EF%BF%BD')}`);
  });
}
