import { TestBed } from '@angular/core/testing';
import { Phrases } from '../i18n/phrases';
import { provideLanguages } from '../i18n/provide-languages';
import { sentenceOf } from './sentence-of';

describe('sentenceOf', () => {
  beforeEach(() => TestBed.configureTestingModule({ providers: [provideLanguages()] }));

  for (const [judgement, sentence] of [
    [{ kind: 'blank' }, ''],
    [{ kind: 'digit', digit: 7, probability: 0.93 }, 'It reads 7, 93 percent sure'],
    [{ kind: 'unsure', digits: [4, 9] }, 'It is not sure: 4 or 9'],
    [{ kind: 'notADigit' }, 'Not a digit?'],
  ] as const) {
    it(`says "${sentence}"`, () => {
      expect(sentenceOf(judgement, TestBed.inject(Phrases).say)).toBe(sentence);
    });
  }
});
