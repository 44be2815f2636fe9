import { nextRow } from './next-row.ts';

describe('nextRow', () => {
  for (const [key, from, to] of [
    ['ArrowDown', 3, 4],
    ['ArrowDown', 783, 783],
    ['ArrowUp', 3, 2],
    ['ArrowUp', 0, 0],
    ['PageDown', 3, 13],
    ['PageDown', 780, 783],
    ['PageUp', 13, 3],
    ['PageUp', 3, 0],
    ['Home', 400, 0],
    ['End', 400, 783],
    ['Enter', 400, undefined],
  ] as const) {
    it(`leads with ${key} from ${from} to ${to ?? 'nowhere'}`, () => {
      expect(nextRow(key, from, 784)).toBe(to);
    });
  }
});
