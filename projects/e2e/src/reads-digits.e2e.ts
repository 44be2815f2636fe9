import { test } from './app-page.ts';
import { dense, DIGITS, moved } from './digits.ts';

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

  for (const pointerType of ['touch', 'pen'] as const) {
    test(`reads all digits from a ${pointerType}, large and small, and in a corner`, async ({
      app,
    }) => {
      await app.open();
      for (const [digit, lines] of DIGITS.entries()) {
        const small = moved(lines, { scale: 0.35, x: digit % 2 ? 17 : 0.5, y: 1 });
        for (const drawn of [lines, small]) {
          // A pen presses harder as its stroke goes on; a finger reports no pressure.
          const strokes = drawn.map(dense).map((line) =>
            line.map(([x, y], index) => ({
              ...{ x, y },
              pressure: pointerType === 'pen' ? 0.15 + (0.8 * index) / line.length : 0,
            })),
          );
          await app.drawStrokes(strokes, pointerType);
          await app.expectAnswer(digit);
          await app.button('Clear').dispatchEvent('click');
          await app.expectNoAnswer();
        }
      }
    });
  }
});
