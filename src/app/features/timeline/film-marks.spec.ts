import fc from 'fast-check';
import type { Saying } from '../../network/saying.ts';
import { filmMarks, filmRuns, roomOf, type Answers } from './film-marks.ts';

const reads = (digit: number, probability = 0.9): Saying => ({ kind: 'digit', digit, probability });
const DOUBT: Saying = { kind: 'unsure', digits: [4, 9] };
const NO_DIGIT: Saying = { kind: 'notADigit' };
const UNTRAINED: Saying = { kind: 'untrained', digit: undefined };

describe('filmMarks', () => {
  const texts = (answers: Answers) => filmMarks(answers).map((mark) => mark?.text);
  const today = (answers: Answers) => filmMarks(answers).map((mark) => mark?.isToday);

  it('are the digits that the app names, and dots where it names none', () => {
    const answers = [
      UNTRAINED,
      { kind: 'untrained', digit: 8 },
      NO_DIGIT,
      DOUBT,
      reads(4),
    ] as const;
    expect(texts(answers)).toEqual(['·', '8', '·', '·', '4']);
  });

  it('leave out what is not known', () => {
    expect(texts([undefined, reads(3), undefined])).toEqual([undefined, '3', undefined]);
    expect(filmMarks([])).toEqual([]);
  });

  it("say which answers are today's", () => {
    expect(today([reads(8), DOUBT, reads(3, 0.7), reads(3)])).toEqual([false, false, true, true]);
  });

  it("have no answer of today's in doubt, or before the last checkpoint is here", () => {
    expect(today([reads(8), DOUBT, DOUBT])).toEqual([false, false, false]);
    expect(today([reads(8), undefined])).toEqual([false, undefined]);
  });
});

describe('filmRuns', () => {
  it('joins checkpoints in a row that say the same, whatever their numbers', () => {
    const answers = [UNTRAINED, UNTRAINED, reads(8), DOUBT, reads(3, 0.7), reads(3)];
    expect(filmRuns(answers)).toEqual([
      { first: 0, last: 1, saying: UNTRAINED },
      { first: 2, last: 2, saying: reads(8) },
      { first: 3, last: 3, saying: DOUBT },
      { first: 4, last: 5, saying: reads(3, 0.7) },
    ]);
  });

  it('ends a run where a checkpoint is not here, or doubts between other digits', () => {
    const other: Saying = { kind: 'unsure', digits: [1, 7] };
    expect(
      filmRuns([reads(3), undefined, reads(3), DOUBT, other]).map(({ first }) => first),
    ).toEqual([0, 2, 3, 4]);
    expect(filmRuns([undefined])).toEqual([]);
  });
});

describe('roomOf', () => {
  /** The frames that have room where every one needs as much room as so many frames have. */
  const shownOf = (count: number, needed: number): number[] =>
    Array.from({ length: count }, (_, index) => index).filter(
      (index) => roomOf(index, count) >= needed,
    );

  it('halves the frames again and again, and keeps the last', () => {
    expect(shownOf(9, 1)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(shownOf(9, 1.5)).toEqual([0, 2, 4, 6, 8]);
    expect(shownOf(9, 3)).toEqual([0, 4, 8]);
    expect(shownOf(8, 3)).toEqual([3, 7]);
    expect(shownOf(1, 1)).toEqual([0]);
  });

  it('leaves as much room as is needed, in a timeline of any length', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 600 }),
        fc.double({ min: 0.1, max: 64, noNaN: true }),
        (count, needed) => {
          const shown = shownOf(count, needed);
          const gaps = shown.slice(1).map((index, i) => index - (shown[i] ?? NaN));
          expect(gaps.every((gap) => gap >= needed)).toBeTrue();
          // Not twice as much.
          expect(gaps.every((gap) => gap < Math.max(2, 2 * needed))).toBeTrue();
          expect(needed > count || shown.at(-1) === count - 1).toBeTrue();
        },
      ),
    );
  });
});
