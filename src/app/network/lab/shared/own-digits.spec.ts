import { askedDigit, isOnlyTest, learnedOf } from './own-digits.ts';

const ALL = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const ascending = (digits: readonly number[]): number[] => [...digits].sort((a, b) => a - b);
const asked = Array.from({ length: 1000 }, (_, number) => askedDigit(number));

describe('own digits', () => {
  it('are asked for ten different ones at a time', () => {
    for (let ten = 0; ten < 1000; ten += 10) {
      expect(ascending(asked.slice(ten, ten + 10))).toEqual(ALL);
    }
  });

  it('are asked for in another order each time, and never the same twice in a row', () => {
    const rows = new Set(
      Array.from({ length: 100 }, (_, ten) => asked.slice(ten * 10, ten * 10 + 10).join('')),
    );
    expect(rows.size).toBeGreaterThan(95);
    expect(rows).not.toContain(ALL.join(''));
    expect(asked.findIndex((digit, number) => digit === asked[number + 1])).toBe(-1);
  });

  it('only test every fifth time: of fifty, each digit once', () => {
    expect(Array.from({ length: 12 }, (_, number) => isOnlyTest(number))).toEqual([
      ...[false, false, false, false, true],
      ...[false, false, false, false, true],
      ...[false, false],
    ]);
    for (let fifty = 0; fifty < 1000; fifty += 50) {
      const tests = asked.slice(fifty, fifty + 50).filter((_, number) => isOnlyTest(number));
      expect(ascending(tests)).toEqual(ALL);
    }
  });

  it('are learned from but for those', () => {
    expect([0, 4, 5, 9, 10, 20].map(learnedOf)).toEqual([0, 4, 4, 8, 8, 16]);
  });
});
