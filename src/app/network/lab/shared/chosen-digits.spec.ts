import { Random } from '#model';
import fc from 'fast-check';
import { chooseDigits } from './chosen-digits.ts';
import { DEFAULT_SETTINGS } from './lab-settings.ts';

const random = Random.fromSeed(99);
const LABELS = Uint8Array.from({ length: 10_000 }, () => random.nextBelow(10));

function counts(labels: Uint8Array): number[] {
  return Array.from({ length: 10 }, (_, digit) => labels.filter((label) => label === digit).length);
}

function choose(changes: Partial<typeof DEFAULT_SETTINGS>): ReturnType<typeof chooseDigits> {
  return chooseDigits(LABELS, { ...DEFAULT_SETTINGS, ...changes });
}

describe('the digits of a run', () => {
  it('are the first ten thousand, in their order', () => {
    const { positions, labels, isWrong } = choose({});
    expect([...positions.subarray(0, 3), positions.length]).toEqual([0, 1, 2, 10_000]);
    expect(labels).toEqual(LABELS);
    expect(isWrong.some((wrong) => wrong === 1)).toBeFalse();
  });

  it('are as many of each where they are few', () => {
    for (const digits of [100, 300, 1000, 3000]) {
      const { positions, labels } = choose({ digits });
      expect(counts(labels)).toEqual(new Array<number>(10).fill(digits / 10));
      expect([...positions]).toEqual([...new Set(positions)].sort((a, b) => a - b));
    }
  });

  it('are chosen by the seed, few as a part of more', () => {
    const few = choose({ digits: 100 }).positions;
    const more = new Set(choose({ digits: 300 }).positions);
    expect(few.every((position) => more.has(position))).toBeTrue();
    expect(choose({ digits: 100 }).positions).toEqual(few);
    expect(choose({ digits: 100, seed: 2 }).positions).not.toEqual(few);
  });

  it('lack those that are left out, and are otherwise the same', () => {
    const { positions, labels } = choose({ digits: 1000, leftOut: [4, 7] });
    expect(counts(labels)).toEqual([100, 100, 100, 100, 0, 100, 100, 0, 100, 100]);
    const all = new Set(choose({ digits: 1000 }).positions);
    expect(positions.every((position) => all.has(position))).toBeTrue();
  });

  it('are 60,000 only where six files are there', () => {
    expect(() => choose({ digits: 60_000 })).toThrowError(
      RangeError,
      'digits: expected 60000 to choose from, found 10000',
    );
  });

  it('have as many wrong labels as they are told, each another digit', () => {
    fc.assert(
      fc.property(fc.constantFrom(0, 10, 40, 80), fc.nat(9999), (wrongPercent, seed) => {
        const { labels, isWrong, positions } = choose({ digits: 1000, wrongPercent, seed });
        const wrong = labels.filter((label, index) => label !== LABELS[positions[index] ?? 0]);
        expect(wrong.length).toBe(10 * wrongPercent);
        expect(isWrong.reduce((sum, one) => sum + one, 0)).toBe(10 * wrongPercent);
      }),
      { numRuns: 20 },
    );
  });

  it('keep their wrong labels where more are wrong', () => {
    const few = choose({ wrongPercent: 20 });
    const more = choose({ wrongPercent: 30 });
    few.isWrong.forEach((wrong, index) => {
      if (wrong) expect(more.labels[index]).toBe(few.labels[index] ?? NaN);
    });
  });

  it('are never said to be what is left out', () => {
    const { labels } = choose({
      digits: 3000,
      leftOut: [0, 1, 2, 3, 4, 5, 6, 7],
      wrongPercent: 80,
    });
    const found = counts(labels);
    expect(found.slice(0, 8)).toEqual(new Array<number>(8).fill(0));
    expect(found.reduce((sum, count) => sum + count, 0)).toBe(600);
  });
});
