import { chanceSpan, couldBeChance, mcNemar } from './mc-nemar.ts';

// Worked out with Python's fractions: 2 · Σ C(n, k) / 2ⁿ for k up to the smaller number.
describe('mcNemar', () => {
  it('is what coins give, by hand', () => {
    // Five of five on one side: 2 · 1/32. Six: 2 · 1/64. One of ten: 2 · (1 + 10)/1024.
    expect(mcNemar(0, 5)).toBeCloseTo(0.0625, 12);
    expect(mcNemar(0, 6)).toBeCloseTo(0.03125, 12);
    expect(mcNemar(1, 9)).toBeCloseTo(22 / 1024, 12);
    expect(mcNemar(5, 12)).toBeCloseTo(0.143463134765625, 12);
  });

  it('is certain where both read as many, or nothing tells them apart', () => {
    expect(mcNemar(3, 3)).toBe(1);
    expect(mcNemar(0, 0)).toBe(1);
    expect(mcNemar(3, 4)).toBe(1);
  });

  it('is the same from both sides', () => {
    expect(mcNemar(312, 233)).toBeCloseTo(0.0008187304365501018, 12);
    expect(mcNemar(233, 312)).toBeCloseTo(0.0008187304365501018, 12);
  });

  it('holds for thousands, where powers of two are beyond numbers', () => {
    expect(mcNemar(212, 198)).toBeCloseTo(0.5209075513670696, 12);
    expect(mcNemar(4902, 5098)).toBeCloseTo(0.05117069076829621, 10);
    expect(mcNemar(4901, 5099)).toBeCloseTo(0.04883294989638184, 10);
  });
});

describe('couldBeChance', () => {
  it('calls 212 against 198 chance, and 312 against 233 none', () => {
    expect(couldBeChance(212, 198)).toBeTrue();
    expect(couldBeChance(312, 233)).toBeFalse();
  });

  it('never calls it none for five digits or fewer', () => {
    expect(couldBeChance(5, 0)).toBeTrue();
    expect(couldBeChance(6, 0)).toBeFalse();
  });
});

describe('chanceSpan', () => {
  it('holds what could be chance, and nothing else', () => {
    expect(chanceSpan(0)).toEqual([0, 0]);
    expect(chanceSpan(5)).toEqual([0, 5]);
    expect(chanceSpan(6)).toEqual([1, 5]);
    expect(chanceSpan(10)).toEqual([2, 8]);
    expect(chanceSpan(100)).toEqual([40, 60]);
    // 205 ± 0.98 √410 = 185.2 to 224.8, and 272.5 ± 22.9.
    expect(chanceSpan(410)).toEqual([185, 225]);
    expect(chanceSpan(545)).toEqual([250, 295]);
  });
});
