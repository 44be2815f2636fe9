import { examResult, openDigits } from './exam.ts';

describe('an exam', () => {
  it('shuts the last half of the test digits', () => {
    expect(openDigits({ isExam: true }, 10_000)).toBe(5000);
    expect(openDigits({ isExam: false }, 10_000)).toBe(10_000);
  });

  it('counts what was shut, and nothing else', () => {
    const labels = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
    // Of the last four, 5, 7 and 8 are right; of the first four none.
    const answers = Uint8Array.of(9, 9, 9, 9, 5, 0, 7, 8);
    expect(examResult({ answers, certainties: answers }, labels, 4)).toEqual({
      accuracy: 0.75,
      tested: 4,
    });
  });
});
