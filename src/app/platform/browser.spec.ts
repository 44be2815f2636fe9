import { isMetered } from './browser.ts';

describe('isMetered', () => {
  for (const [connection, expected] of [
    [undefined, false],
    [{}, false],
    [{ saveData: false, type: 'wifi' }, false],
    [{ saveData: true, type: 'wifi' }, true],
    [{ saveData: false, type: 'cellular' }, true],
  ] as const) {
    it(`is ${expected} for ${JSON.stringify(connection)}`, () => {
      expect(isMetered(connection)).toBe(expected);
    });
  }
});
