import { DIGITS } from '../src/digits.ts';
import { test } from './engine-test.ts';
import { poll } from './poll.ts';

test('the ring of the eraser goes with the right button', async ({ app }) => {
  await app.open();
  await app.draw(DIGITS[1] ?? []);
  const toPage = await app.padToPage();
  await app.page.mouse([
    { kind: 'move', ...toPage([5, 14]) },
    { kind: 'down', button: 'right' },
    { kind: 'move', ...toPage([20, 14]) },
  ]);
  await poll(() => app.count('app-digit-pad .eraser')).toBe(1);
  await app.page.mouse([{ kind: 'up', button: 'right' }]);
  await poll(() => app.count('app-digit-pad .eraser')).toBe(0);
});
