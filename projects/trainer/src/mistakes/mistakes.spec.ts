import { readingOf } from '../../testing/readings.ts';
import { countPairs, findMistakes, pairOf } from './mistakes.ts';

describe('findMistakes', () => {
  it('finds what was named wrongly, what was left open and which digits were refused', () => {
    const rows = [
      [3, readingOf(3, 0.9, 'digit')],
      [4, readingOf(9, 0.8, 'digit')],
      [4, readingOf(4, 0.6, 'unsure')],
      [5, readingOf(5, 0.9, 'notADigit')],
      [6, readingOf(0, 0.1, 'blank')],
      [null, readingOf(1, 0.9, 'digit')],
      [null, readingOf(1, 0.5, 'unsure')],
      [null, readingOf(1, 0.2, 'notADigit')],
      [null, readingOf(0, 0.1, 'blank')],
    ] as const;
    const { named, unsure, refused } = findMistakes(
      rows.map(([, reading]) => reading),
      rows.map(([label]) => label),
    );
    const imagesOf = (mistakes: typeof named): number[] => mistakes.map(({ image }) => image);
    expect(imagesOf(named)).toEqual([1, 5]);
    expect(imagesOf(unsure)).toEqual([2, 6]);
    expect(imagesOf(refused)).toEqual([3, 4]);
    expect(named.map(pairOf)).toEqual(['4 9', 'none 1']);
  });

  it('puts what is mixed up most often first, and of that the most probable answer', () => {
    const rows = [
      [4, 9, 0.99],
      [9, 3, 0.7],
      [1, 7, 0.98],
      [9, 3, 0.9],
      [9, 3, 0.8],
      [1, 7, 0.97],
    ] as const;
    const { named } = findMistakes(
      rows.map(([, digit, probability]) => readingOf(digit, probability, 'digit')),
      rows.map(([label]) => label),
    );
    expect(named.map(({ image }) => image)).toEqual([3, 4, 1, 2, 5, 0]);
    expect([...countPairs(named)]).toEqual([
      ['9 3', 3],
      ['1 7', 2],
      ['4 9', 1],
    ]);
  });
});
