import { DeadRunWatch, learnsInTinySteps, proofsOf, type Checkup } from './dead-run.ts';

/** Answers of which so many of 100 are the digit, the rest spread. */
function answers(digit: number, count: number): Uint8Array {
  return Uint8Array.from({ length: 100 }, (_, index) =>
    index < count ? digit : (digit + 1 + (index % 9)) % 10,
  );
}

const checkup = (changes: Partial<Checkup>): Checkup => ({
  ...{ images: 2048, accuracy: 0.11, loss: 2.3, answers: answers(1, 90) },
  ...changes,
});

describe('a dead run', () => {
  it('is said at the second doubling in a row with one answer and few right', () => {
    const watch = new DeadRunWatch();
    expect(watch.check(checkup({ images: 1024 }))).toBeUndefined();
    expect(watch.check(checkup({ images: 2048 }))).toEqual({
      ...{ kind: 'same-answer', digit: 1, share: 0.9 },
    });
  });

  it('is not one before 1,024 images, nor with a doubling between that is well', () => {
    const watch = new DeadRunWatch();
    for (const images of [128, 256, 512]) expect(watch.check(checkup({ images }))).toBeUndefined();
    expect(watch.check(checkup({ images: 1024 }))).toBeUndefined();
    expect(watch.check(checkup({ accuracy: 0.4 }))).toBeUndefined();
    expect(watch.check(checkup({}))).toBeUndefined();
  });

  it('is not one that answers in many ways, however few are right', () => {
    const watch = new DeadRunWatch();
    const slow = checkup({ answers: answers(1, 67) });
    for (let doubling = 0; doubling < 5; doubling++) expect(watch.check(slow)).toBeUndefined();
    expect(learnsInTinySteps(slow)).toBeTrue();
    expect(learnsInTinySteps(checkup({ accuracy: 0.31 }))).toBeFalse();
    expect(learnsInTinySteps(checkup({ images: 512 }))).toBeFalse();
  });

  it('is said at once where losses are beyond numbers', () => {
    for (const loss of [NaN, Infinity]) {
      expect(new DeadRunWatch().check(checkup({ images: 64, loss }))).toEqual({
        kind: 'not-finite',
      });
    }
  });

  it('is proved by digits of different labels', () => {
    const labels = Uint8Array.of(1, 3, 3, 0, 7, 5);
    expect(proofsOf(1, Uint8Array.of(1, 1, 1, 2, 1, 1), labels, 3)).toEqual([1, 4, 5]);
    expect(proofsOf(1, Uint8Array.of(1, 1, 1, 2, 1, 1), labels, 2)).toEqual([1, 4]);
  });
});
