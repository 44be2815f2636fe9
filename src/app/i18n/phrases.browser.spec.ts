import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { TranslocoService } from '@jsverse/transloco';
import { LanguageSetting } from './language-setting.ts';
import { Phrases, type Say } from './phrases.ts';
import type { PluralForms } from './plural-forms.ts';
import { provideSpokenLanguages } from './testing/provide-spoken-languages.ts';

describe('Phrases', () => {
  /** `say` in a language that the app may get one day. */
  function speak(language: string, mended: PluralForms): Say {
    TestBed.configureTestingModule({
      providers: [
        provideSpokenLanguages(),
        { provide: LanguageSetting, useValue: { language: signal(language) } },
      ],
    });
    const { say } = TestBed.inject(Phrases);
    const transloco = TestBed.inject(TranslocoService);
    transloco.setAvailableLangs([language]);
    transloco.setTranslation({ offline: { mended } }, language);
    return say;
  }

  const files = (say: Say, counts: readonly number[]): string[] =>
    counts.map((count) => say('offline.mended', { count }));

  it('has two forms for counts in English', () => {
    const say = speak('en', { one: '{{count}} file', other: '{{count}} files' });
    expect(files(say, [0, 1, 2, 1234])).toEqual(['0 files', '1 file', '2 files', '1,234 files']);
  });

  it('has four in Polish', () => {
    const say = speak('pl', {
      one: '{{count}} plik',
      few: '{{count}} pliki',
      many: '{{count}} plików',
      other: '{{count}} pliku',
    });
    expect(files(say, [1, 2, 4, 5, 12, 22, 25, 1.5])).toEqual([
      '1 plik',
      '2 pliki',
      '4 pliki',
      '5 plików',
      '12 plików',
      '22 pliki',
      '25 plików',
      '1,5 pliku',
    ]);
  });

  it('has six in Arabic', () => {
    const say = speak('ar', {
      zero: 'zero',
      one: 'one',
      two: 'two',
      few: 'few',
      many: 'many',
      other: 'other',
    });
    expect(files(say, [0, 1, 2, 3, 10, 11, 99, 100, 103])).toEqual([
      'zero',
      'one',
      'two',
      'few',
      'few',
      'many',
      'many',
      'other',
      'few',
    ]);
  });
});
