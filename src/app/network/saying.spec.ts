import type { CurrentJudgement } from '#model';
import { namedDigit, sayingOf } from './saying.ts';

const EIGHT: CurrentJudgement = { kind: 'digit', digit: 8, probability: 0.7 };
const DOUBT: CurrentJudgement = { kind: 'unsure', digits: [4, 9] };

describe('sayingOf', () => {
  it('passes on what a network says that has learned', () => {
    for (const judgement of [EIGHT, DOUBT, { kind: 'notADigit' }, { kind: 'blank' }] as const) {
      expect(sayingOf(judgement, true)).toBe(judgement);
    }
  });

  it('never says of a drawing what is due to a network that has not learned', () => {
    const untrained = { kind: 'untrained', digit: undefined } as const;
    expect(sayingOf({ kind: 'notADigit' }, false)).toEqual(untrained);
    expect(sayingOf(DOUBT, false)).toEqual(untrained);
    expect(sayingOf(EIGHT, false)).toEqual({ kind: 'untrained', digit: 8 });
  });

  it('has nothing to say of a network before something is drawn', () => {
    for (const kind of ['blank', 'unfinished'] as const) {
      expect(sayingOf({ kind }, false)).toEqual({ kind });
    }
  });
});

describe('namedDigit', () => {
  it('is that of the answer, whether the network has learned or not', () => {
    expect([true, false].map((hasLearned) => namedDigit(sayingOf(EIGHT, hasLearned)))).toEqual([
      8, 8,
    ]);
    expect(namedDigit(DOUBT)).toBeUndefined();
    expect(namedDigit(sayingOf(DOUBT, false))).toBeUndefined();
  });
});
