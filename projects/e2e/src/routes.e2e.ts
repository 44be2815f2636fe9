import { expect, test } from './app-page.ts';
import { DIGITS } from './digits.ts';

test('shows the first page whatever follows the #, and keeps the address before it', async ({
  app,
  page,
}) => {
  for (const address of ['./', './?weights=exports/mlp_weights.json', './index.html?a=b']) {
    for (const hash of ['', '#', '#/', '#/nothing/there', '#nothing']) {
      await app.open(address + hash);
      await expect
        .poll(() => page.url().replace(/#\/?$/, ''), address + hash)
        .toBe(new URL(address, page.url()).href);
    }
  }
  await app.draw(DIGITS[4] ?? []);
  await app.expectAnswer(4);
});
