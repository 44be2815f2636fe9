import { TestBed } from '@angular/core/testing';
import { Phrases } from '../i18n/phrases';
import { provideLanguages } from '../i18n/provide-languages';
import { judge, sentenceOf } from './judgement';

const answer = (shares: Readonly<Record<number, number>>, isDigit = true) => ({
  probabilities: Float32Array.from({ length: 10 }, (_, digit) => shares[digit] ?? 0),
  isDigit,
});

describe('judge', () => {
  beforeEach(() => TestBed.configureTestingModule({ providers: [provideLanguages()] }));

  for (const [name, given, kind, sentence] of [
    ['nothing drawn', undefined, 'blank', ''],
    ['a clear answer', answer({ 7: 0.93, 1: 0.07 }), 'digit', 'It reads 7, 93 percent sure'],
    ['two rivals', answer({ 9: 0.4, 4: 0.55, 7: 0.05 }), 'unsure', 'It is not sure: 4 or 9'],
    ['a horse', answer({ 3: 0.98 }, false), 'notADigit', 'Not a digit?'],
  ] as const) {
    it(`says what it thinks of ${name}`, () => {
      const judgement = judge(given);
      expect(judgement.kind).toBe(kind);
      expect(sentenceOf(judgement, TestBed.inject(Phrases).say)).toBe(sentence);
    });
  }
});
