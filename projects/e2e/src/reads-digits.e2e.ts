import { test } from './app-page';
import { DIGITS, moved } from './digits';

test.describe('draw a digit', () => {
  for (const digit of DIGITS.keys()) {
    test(`reads a ${digit}`, async ({ app }) => {
      await app.open();
      await app.draw(DIGITS[digit] ?? []);
      await app.expectAnswer(digit);
    });
  }

  test('reads small digits in the corners', async ({ app }) => {
    await app.open();
    for (const [digit, x, y] of [
      [3, 0, 0],
      [7, 16, 0],
      [4, 0, 16],
      [2, 15, 15],
    ] as const) {
      await app.draw(moved(DIGITS[digit] ?? [], { scale: 0.4, x, y }));
      await app.expectAnswer(digit);
      await app.button('Clear').click();
      await app.expectNoAnswer();
    }
  });
});
