import fc from 'fast-check';
import type { TestAnswers } from '../shared/test-answers.ts';
import { confusion, mostMixedUp, rowCount } from './confusion.ts';
import { forgottenDigits } from './forgotten-digits.ts';
import { surestMistakes } from './surest-mistakes.ts';

/** What was answered, and how sure each answer was, 0..255. */
const read = (answers: readonly number[], certainties: readonly number[]): TestAnswers => ({
  answers: Uint8Array.from(answers),
  certainties: Uint8Array.from(certainties),
});

describe('evidence of a run', () => {
  const labels = Uint8Array.of(4, 4, 4, 9, 4, 4, 7, 4);
  const test = read([9, 4, 9, 9, 9, 1, 7, 4], [200, 255, 90, 10, 230, 60, 255, 0]);

  it('is a matrix of what was read as what, surest first', () => {
    const matrix = confusion(test, labels, 8);
    expect(matrix[4]?.[9]?.digits).toEqual([4, 0, 2]);
    expect(matrix[4]?.[4]?.digits).toEqual([1, 7]);
    expect(matrix[4]?.[1]).toEqual({ label: 4, answer: 1, digits: [5] });
    expect(matrix[9]?.[4]?.digits).toEqual([]);
    expect(matrix.map(rowCount)).toEqual([0, 0, 0, 0, 6, 0, 0, 1, 0, 1]);
    // Three fours as nines; the two that were read right do not count.
    expect(mostMixedUp(matrix)).toBe(3);
  });

  it('keeps the order of equally sure answers', () => {
    const same = read([3, 3, 3, 3], [7, 7, 7, 7]);
    expect(confusion(same, Uint8Array.of(2, 2, 2, 2), 4)[2]?.[3]?.digits).toEqual([0, 1, 2, 3]);
  });

  it('leaves out what is shut', () => {
    expect(confusion(test, labels, 4)[4]?.[9]?.digits).toEqual([0, 2]);
    expect(surestMistakes(test, labels, 4, 9)).toEqual([0, 2]);
    expect(forgottenDigits([read([4, 4, 4, 4, 4, 4, 4, 4], []), test], labels, 4)).toEqual([
      { digit: 0, timesRight: 1, lastRight: 0 },
      { digit: 2, timesRight: 1, lastRight: 0 },
    ]);
  });

  it('names the surest mistakes', () => {
    expect(surestMistakes(test, labels, 8, 9)).toEqual([4, 0, 2, 5]);
    expect(surestMistakes(test, labels, 8, 2)).toEqual([4, 0]);
  });

  it('says which digits were read right and then lost, and when that was last', () => {
    //                 right all along but now · never · right now · twice · once
    const truth = Uint8Array.of(1, 2, 3, 4, 5);
    const moments = [
      read([1, 0, 0, 4, 5], [0, 0, 0, 0, 0]),
      read([1, 0, 3, 0, 0], [0, 0, 0, 0, 0]),
      read([1, 0, 0, 4, 0], [0, 0, 0, 0, 0]),
      read([7, 0, 3, 9, 6], [10, 250, 250, 90, 200]),
    ];
    expect(forgottenDigits(moments, truth, 5)).toEqual([
      { digit: 0, timesRight: 3, lastRight: 2 },
      { digit: 3, timesRight: 2, lastRight: 2 },
      { digit: 4, timesRight: 1, lastRight: 0 },
    ]);
    // At an earlier moment, other ones are lost.
    expect(forgottenDigits(moments.slice(0, 2), truth, 5)).toEqual([
      { digit: 3, timesRight: 1, lastRight: 0 },
      { digit: 4, timesRight: 1, lastRight: 0 },
    ]);
    expect(forgottenDigits(moments.slice(0, 1), truth, 5)).toEqual([]);
    expect(forgottenDigits([], truth, 5)).toEqual([]);
  });

  it('puts the surest mistake first among those that were right as often', () => {
    const truth = Uint8Array.of(1, 1, 1);
    const moments = [read([1, 1, 1], [0, 0, 0]), read([2, 2, 2], [20, 200, 100])];
    expect(forgottenDigits(moments, truth, 3).map(({ digit }) => digit)).toEqual([1, 2, 0]);
  });

  it('has every digit in one cell, whatever was answered', () => {
    const digit = fc.record({ label: fc.nat(9), answer: fc.nat(9), certainty: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(digit, { maxLength: 60 }), (digits) => {
        const some = read(
          digits.map(({ answer }) => answer),
          digits.map(({ certainty }) => certainty),
        );
        const truth = Uint8Array.from(digits, ({ label }) => label);
        const cells = confusion(some, truth, digits.length).flat();
        const all = cells.flatMap((cell) => cell.digits);
        expect([...all].sort((a, b) => a - b)).toEqual([...digits.keys()]);
        for (const cell of cells) {
          const sure = cell.digits.map((at) => digits[at]?.certainty ?? 0);
          expect(sure).toEqual([...sure].sort((a, b) => b - a));
        }
      }),
    );
  });
});
