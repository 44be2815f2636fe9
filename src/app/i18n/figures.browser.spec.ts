import { TestBed } from '@angular/core/testing';
import { Figures } from './figures.ts';
import { LanguageSetting } from './language-setting.ts';
import { provideSpokenLanguages } from './testing/provide-spoken-languages.ts';

describe('Figures', () => {
  beforeEach(() => TestBed.configureTestingModule({ providers: [provideSpokenLanguages()] }));

  /** The figures in this language. Intl puts non-breaking spaces in them; `plain` makes those ordinary. */
  function figuresIn(language: 'en' | 'de'): Figures {
    TestBed.inject(LanguageSetting).choose(language);
    return TestBed.inject(Figures);
  }
  const plain = (text: string): string => text.replace(/\s/g, ' ');

  for (const [share, en, de] of [
    [1, '>99%', '>99 %'],
    [0.996, '>99%', '>99 %'],
    [0.99, '99%', '99 %'],
    [0.504, '50%', '50 %'],
    [0.005, '1%', '1 %'],
    [0.0049, '<1%', '<1 %'],
    [0, '<1%', '<1 %'],
  ] as const) {
    it(`calls a probability of ${share} ${en}, and ${de} in German`, () => {
      expect(plain(figuresIn('en').probability(share))).toBe(en);
      expect(plain(figuresIn('de').probability(share))).toBe(de);
    });
  }

  it('writes 0 and 100 percent for a share that is chosen', () => {
    const { share } = figuresIn('en');
    expect([0, 0.004, 0.25, 1].map(share)).toEqual(['0%', '0%', '25%', '100%']);
  });

  it('writes sizes in megabytes, and large ones in gigabytes', () => {
    const sizes = [0, 5_300, 10_224_795, 999_949_000, 10_749_100_000];
    expect(sizes.map((bytes) => plain(figuresIn('en').size(bytes)))).toEqual([
      '0 MB',
      '0 MB',
      '10.2 MB',
      '999.9 MB',
      '10.7 GB',
    ]);
    expect(plain(figuresIn('de').size(10_224_795))).toBe('10,2 MB');
  });

  it('writes numbers as the language does', () => {
    const en = figuresIn('en');
    expect([en.count(3_000_000), en.count(0.5), en.loss(0.078), en.accuracy(0.9911)]).toEqual([
      '3,000,000',
      '0.5',
      '0.078',
      '99.1%',
    ]);
    const de = figuresIn('de');
    expect(
      [de.count(3_000_000), de.count(0.5), de.loss(0.078), de.accuracy(0.9911)].map(plain),
    ).toEqual(['3.000.000', '0,5', '0,078', '99,1 %']);
  });

  it('writes a minus as wide as a plus, and no sign before 0', () => {
    const en = figuresIn('en');
    expect([2.345, -0.3149, -0.001, 0].map(en.decimal)).toEqual([
      '2.35',
      '\u22120.31',
      '0.00',
      '0.00',
    ]);
    expect([2.5, -0.3149, -0.001].map(en.signed)).toEqual(['+2.50', '\u22120.31', '0.00']);
    const de = figuresIn('de');
    expect([1234.5, -0.31].map(de.signed)).toEqual(['+1.234,50', '\u22120,31']);
  });
});
