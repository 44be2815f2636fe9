import { judge, SteadyJudgement, type Judgement } from './judgement.ts';

const answer = (shares: Readonly<Record<number, number>>, isDigit = true) => ({
  probabilities: Float32Array.from({ length: 10 }, (_, digit) => shares[digit] ?? 0),
  isDigit,
});

describe('judge', () => {
  for (const [name, given, expected] of [
    ['nothing drawn', undefined, { kind: 'blank' }],
    ['two rivals', answer({ 9: 0.4, 4: 0.55, 7: 0.05 }), { kind: 'unsure', digits: [4, 9] }],
    ['a horse', answer({ 3: 0.98 }, false), { kind: 'notADigit' }],
  ] as const) {
    it(`says what an answer means: ${name}`, () => {
      expect(judge(given)).toEqual(expected);
    });
  }

  it('names a digit with most of the probability', () => {
    const judgement = judge(answer({ 7: 0.75, 1: 0.25 }));
    expect(judgement).toEqual({ kind: 'digit', digit: 7, probability: 0.75 });
  });
});

describe('SteadyJudgement', () => {
  const digit = (value: number, probability = 0.9): Judgement => ({
    kind: 'digit',
    digit: value,
    probability,
  });
  const doubt: Judgement = { kind: 'notADigit' };
  let steady: SteadyJudgement;
  beforeEach(() => {
    steady = new SteadyJudgement();
  });

  it('names the first digit at once, and follows its probability', () => {
    expect(steady.follow(digit(3), 0, true)).toEqual({ said: digit(3) });
    expect(steady.follow(digit(3, 0.7), 10, true)).toEqual({ said: digit(3, 0.7) });
  });

  it('replaces a digit only after half a second while the pen is down', () => {
    steady.follow(digit(3), 0, true);
    expect(steady.follow(digit(8), 100, true)).toEqual({ said: digit(3), askAgainMs: 500 });
    expect(steady.follow(digit(8, 0.8), 400, true)).toEqual({ said: digit(3), askAgainMs: 200 });
    expect(steady.follow(digit(8), 600, true)).toEqual({ said: digit(8) });
  });

  it('ignores what lasted only a moment', () => {
    steady.follow(digit(3), 0, true);
    steady.follow(digit(8), 100, true);
    steady.follow(digit(3), 400, true);
    expect(steady.follow(digit(8), 550, true).said).toEqual(digit(3));
  });

  it('names the current digit when the pen is lifted', () => {
    steady.follow(digit(3), 0, true);
    steady.follow(digit(8), 100, true);
    expect(steady.follow(digit(8), 120, false)).toEqual({ said: digit(8) });
  });

  it('reports doubt when it lasts, and nothing as soon as the sheet is cleared', () => {
    steady.follow(digit(3), 0, false);
    expect(steady.follow(doubt, 100, false)).toEqual({ said: digit(3), askAgainMs: 350 });
    expect(steady.follow(doubt, 450, false)).toEqual({ said: doubt });
    expect(steady.follow({ kind: 'blank' }, 460, false)).toEqual({ said: { kind: 'blank' } });
  });

  it('takes other rivals for another doubt, which has to last too', () => {
    steady.follow({ kind: 'unsure', digits: [4, 9] }, 0, false);
    const first = steady.follow({ kind: 'unsure', digits: [4, 9] }, 350, false).said;
    expect(first).toEqual({ kind: 'unsure', digits: [4, 9] });
    const other: Judgement = { kind: 'unsure', digits: [3, 8] };
    expect(steady.follow(other, 400, false)).toEqual({ said: first, askAgainMs: 350 });
    expect(steady.follow(other, 750, false)).toEqual({ said: other });
  });

  it('takes no digit for the same doubt each time it is judged', () => {
    steady.follow(digit(3), 0, false);
    steady.follow({ kind: 'notADigit' }, 100, false);
    steady.follow({ kind: 'notADigit' }, 300, false);
    expect(steady.follow({ kind: 'notADigit' }, 450, false)).toEqual({ said: doubt });
  });

  it('treats two rivals in either order as the same doubt', () => {
    steady.follow({ kind: 'unsure', digits: [4, 9] }, 0, true);
    steady.follow({ kind: 'unsure', digits: [9, 4] }, 300, true);
    const { said } = steady.follow({ kind: 'unsure', digits: [9, 4] }, 350, true);
    expect(said).toEqual({ kind: 'unsure', digits: [9, 4] });
  });

  describe('of a drawing that is no digit so far', () => {
    const unfinished = { kind: 'unfinished' } as const;

    it('says so only when no stroke has followed for 400 ms', () => {
      expect(steady.follow(doubt, 0, true)).toEqual({ said: unfinished, askAgainMs: 350 });
      expect(steady.follow(doubt, 1000, true)).toEqual({ said: unfinished });
      expect(steady.follow(doubt, 2000, false)).toEqual({ said: unfinished, askAgainMs: 400 });
      expect(steady.follow(doubt, 2399, false)).toEqual({ said: unfinished, askAgainMs: 1 });
      expect(steady.follow(doubt, 2400, false)).toEqual({ said: doubt });
    });

    it('waits anew after another stroke', () => {
      steady.follow(doubt, 0, true);
      steady.follow(doubt, 1000, false);
      expect(steady.follow(doubt, 1300, true)).toEqual({ said: unfinished });
      expect(steady.follow(doubt, 1500, false)).toEqual({ said: unfinished, askAgainMs: 400 });
      expect(steady.follow(doubt, 1899, false).said).toEqual(unfinished);
      expect(steady.follow(doubt, 1900, false).said).toEqual(doubt);
    });

    it('takes back that it is none when another stroke begins', () => {
      steady.follow(doubt, 0, false);
      expect(steady.follow(doubt, 350, false).said).toEqual(doubt);
      expect(steady.follow(doubt, 500, true)).toEqual({ said: unfinished });
    });

    it('lets a digit stay for a moment, and holds back another one', () => {
      steady.follow(digit(3), 0, true);
      expect(steady.follow(doubt, 100, true)).toEqual({ said: digit(3), askAgainMs: 350 });
      expect(steady.follow(doubt, 450, true)).toEqual({ said: unfinished });
      expect(steady.follow(digit(8), 460, true)).toEqual({ said: unfinished, askAgainMs: 500 });
    });

    it('names the first digit at once, as on an empty sheet', () => {
      steady.follow(doubt, 0, true);
      expect(steady.follow(digit(8), 100, true)).toEqual({ said: digit(8) });
    });
  });
});
