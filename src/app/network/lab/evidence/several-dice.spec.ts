import { diceVerdict, otherDice } from './several-dice.ts';

describe('otherDice', () => {
  it('are the next four, and begin again behind the last', () => {
    expect(otherDice(1)).toEqual([2, 3, 4, 5]);
    expect(otherDice(9997)).toEqual([9998, 9999, 0, 1]);
  });
});

describe('diceVerdict', () => {
  const few = [0.93, 0.92, 0.91, 0.94, 0.9];

  it('says nothing before five runs of each are there', () => {
    expect(diceVerdict(few.slice(1), few)).toBeUndefined();
    expect(diceVerdict([0.9], [0.95])).toBeUndefined();
  });

  it('calls a recipe better that wins 23 of 25 pairs', () => {
    // 0.925 loses to 0.93 and 0.94, all others win: 3 + 4 · 5 = 23.
    const verdict = diceVerdict(few, [0.95, 0.96, 0.97, 0.98, 0.925]);
    expect(verdict?.wins).toEqual([2, 23]);
    expect(verdict?.better).toBe('b');
    expect(diceVerdict([0.95, 0.96, 0.97, 0.98, 0.925], few)?.better).toBe('a');
  });

  it('calls none better that wins 22, however far ahead its mean is', () => {
    // 0.915 wins against 0.91 and 0.9 only.
    const verdict = diceVerdict(few, [0.999, 0.999, 0.999, 0.999, 0.915]);
    expect(verdict?.wins).toEqual([3, 22]);
    expect(verdict?.better).toBeUndefined();
    expect(verdict?.means[0]).toBeCloseTo(0.92, 12);
    expect(verdict?.means[1]).toBeCloseTo(0.9822, 12);
  });

  it('gives half a win to each of two that read as many', () => {
    expect(diceVerdict([0.5, 0.5, 0.5, 0.5, 0.5], [0.5, 0.5, 0.5, 0.5, 0.6])?.wins).toEqual([
      10, 15,
    ]);
  });
});
