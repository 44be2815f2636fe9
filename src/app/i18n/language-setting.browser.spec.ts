import { TestBed } from '@angular/core/testing';
import { LanguageSetting } from './language-setting.ts';
import { firstSpoken } from './languages.ts';
import { Phrases } from './phrases.ts';
import { provideLanguages } from './provide-languages.ts';
import { persist } from '../platform/persisted.ts';

describe('LanguageSetting', () => {
  beforeEach(() => TestBed.configureTestingModule({ providers: [provideLanguages()] }));
  afterEach(() => {
    persist('language', undefined);
  });

  for (const [wanted, spoken] of [
    [['de-AT', 'en'], 'de'],
    [['fr-FR', 'de', 'en'], 'de'],
    [['EN-gb', 'de'], 'en'],
    [['fr', 'it'], 'en'],
    // Slavey, whose code begins as that of German does.
    [['den-CA', 'en-CA'], 'en'],
    [['de_DE'], 'de'],
    [[], 'en'],
  ] as const) {
    it(`speaks ${spoken} to someone who wants [${wanted.join(', ')}]`, () => {
      expect(firstSpoken(wanted)).toBe(spoken);
    });
  }

  it('starts with the language of the browser', () => {
    spyOnProperty(navigator, 'languages').and.returnValue(['de-CH']);
    expect(TestBed.inject(Phrases).say('pad.clear')).toBe('Löschen');
  });

  it('changes every word at once, says so to the page and keeps it for the next visit', () => {
    const { say } = TestBed.inject(Phrases);
    const setting = TestBed.inject(LanguageSetting);
    setting.choose('de');
    expect(say('answer.bar', { digit: 4 })).toBe('Ziffer 4');
    TestBed.tick();
    expect(document.documentElement.lang).toBe('de');
    setting.choose('en');
    expect(say('answer.bar', { digit: 4 })).toBe('Digit 4');
    TestBed.tick();
    expect(document.documentElement.lang).toBe('en');
    setting.choose('de');
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({ providers: [provideLanguages()] });
    expect(TestBed.inject(LanguageSetting).language()).toBe('de');
  });
});
