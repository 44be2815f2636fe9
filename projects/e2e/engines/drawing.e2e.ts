import { expectNear, readDefaultExport } from '../src/default-export.ts';
import { DIGITS } from '../src/digits.ts';
import { expect, test } from './engine-test.ts';

const { manifest, percentagesOf } = readDefaultExport();
const LAST = manifest.timeline.length - 1;

for (const [means, digit] of [
  ['mouse', 4],
  ['touch', 5],
  ['pen', 2],
] as const) {
  test(`reads a digit of several strokes, drawn with ${means}`, async ({ app }) => {
    await app.open();
    const lines = DIGITS[digit] ?? [];
    await (means === 'mouse' ? app.draw(lines) : app.drawWith(means, lines));
    await app.expectAnswer(digit);
    // As the same file answers the same image without the app.
    expectNear(await app.percentages(), percentagesOf(LAST, await app.image()));
    await app.click({ selector: 'app-drawing-tools button', name: 'Clear' });
    await app.expectNoAnswer();
    await app.click({ selector: 'app-drawing-tools button', name: 'Undo' });
    await app.expectAnswer(digit);
  });
}

test('the eraser takes a digit away', async ({ app }) => {
  await app.open();
  await app.draw(DIGITS[7] ?? []);
  await app.expectAnswer(7);
  await app.click({ selector: 'app-drawing-tools button', name: 'Eraser' });
  await app.draw([
    [
      [1, 1],
      [27, 1],
    ],
    ...[3, 6, 9, 12, 15, 18, 21, 24, 27].map(
      (y) =>
        [
          [3, y],
          [25, y],
        ] as const,
    ),
  ]);
  await app.expectNoAnswer();
  expect(await app.count('app-drawing-tools button:disabled')).toBeGreaterThan(0);
});
