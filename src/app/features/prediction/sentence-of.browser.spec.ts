import { TestBed } from '@angular/core/testing';
import { LanguageSetting } from '../../i18n/language-setting.ts';
import { Phrases } from '../../i18n/phrases.ts';
import { provideSpokenLanguages } from '../../i18n/testing/provide-spoken-languages.ts';
import type { Saying } from '../../network/saying.ts';
import { sentenceOf } from './sentence-of.ts';

/** A distribution with these shares; all others are zero. */
function shares(of: Readonly<Record<number, number>>): Float32Array {
  return Float32Array.from({ length: 10 }, (_, digit) => of[digit] ?? 0);
}

const seven = (probability: number): Saying => ({ kind: 'digit', digit: 7, probability });

describe('sentenceOf', () => {
  beforeEach(() => TestBed.configureTestingModule({ providers: [provideSpokenLanguages()] }));

  for (const [judgement, probabilities, en, de] of [
    [{ kind: 'blank' }, undefined, '', ''],
    [{ kind: 'unfinished' }, shares({ 3: 0.4 }), '', ''],
    [
      seven(0.93),
      shares({ 7: 0.93, 1: 0.04, 2: 0.03 }),
      'Looks like 7, 93 percent; next 1, 4 percent',
      'Sieht aus wie 7, 93 Prozent; danach 1, 4 Prozent',
    ],
    [
      seven(0.994),
      shares({ 7: 0.994, 1: 0.003, 2: 0.003 }),
      'Looks like 7, 99 percent',
      'Sieht aus wie 7, 99 Prozent',
    ],
    [
      seven(0.999),
      shares({ 7: 0.999, 1: 0.001 }),
      'Looks like 7, over 99 percent',
      'Sieht aus wie 7, über 99 Prozent',
    ],
    [
      { kind: 'unsure', digits: [4, 9] },
      shares({ 4: 0.52, 9: 0.44, 1: 0.04 }),
      'Not sure: 4, 52 percent, or 9, 44 percent',
      'Nicht sicher: 4, 52 Prozent, oder 9, 44 Prozent',
    ],
    [{ kind: 'notADigit' }, shares({ 3: 0.4 }), 'Not a digit?', 'Keine Ziffer?'],
    [
      { kind: 'untrained', digit: undefined },
      shares({ 3: 0.4 }),
      'It has not learned yet',
      'Es hat noch nicht gelernt',
    ],
    [
      { kind: 'untrained', digit: 7 },
      shares({ 7: 0.7, 1: 0.3 }),
      'Looks like 7, 70 percent. It has not learned yet',
      'Sieht aus wie 7, 70 Prozent. Es hat noch nicht gelernt',
    ],
  ] as [Saying, Float32Array | undefined, string, string][]) {
    it(`says "${en}", and in German "${de}"`, () => {
      const { say } = TestBed.inject(Phrases);
      const setting = TestBed.inject(LanguageSetting);
      setting.choose('en');
      expect(sentenceOf(judgement, probabilities, say)).toBe(en);
      setting.choose('de');
      expect(sentenceOf(judgement, probabilities, say)).toBe(de);
    });
  }
});
