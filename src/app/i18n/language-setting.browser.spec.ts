import { TestBed } from '@angular/core/testing';
import { LanguageSetting } from './language-setting.ts';
import { firstSpoken, LANGUAGES } from './languages.ts';
import { Phrases } from './phrases.ts';
import { provideTranslations } from './provide-languages.ts';
import { provideSpokenLanguages } from './testing/provide-spoken-languages.ts';
import { MissingParts } from '../platform/missing-parts.ts';
import { persist } from '../platform/persisted.ts';

describe('LanguageSetting', () => {
  beforeEach(() => TestBed.configureTestingModule({ providers: [provideSpokenLanguages()] }));

  for (const [wanted, spoken] of [
    [['de-AT', 'en'], 'de'],
    [['fr-FR', 'de', 'en'], 'de'],
    [['EN-gb', 'de'], 'en'],
    [['fr', 'it'], 'en'],
    // Slavey: its code begins like that of German.
    [['den-CA', 'en-CA'], 'en'],
    [['de_DE'], 'de'],
    // What WebKitGTK says on a system without a language.
    [['C'], 'en'],
    [[], 'en'],
  ] as const) {
    it(`speaks ${spoken} to a visitor who wants [${wanted.join(', ')}]`, () => {
      expect(firstSpoken(wanted)).toBe(spoken);
    });
  }

  it('starts with the language of the browser', () => {
    spyOnProperty(navigator, 'languages').and.returnValue(['de-CH']);
    expect(TestBed.inject(Phrases).say('pad.clear')).toBe('Löschen');
  });

  it('changes all texts at once, sets the language of the page, and keeps it for the next visit', () => {
    const { say } = TestBed.inject(Phrases);
    const setting = TestBed.inject(LanguageSetting);
    setting.choose('de');
    expect(say('answer.bar', { digit: 4 })).toBe('Ziffer 4');
    TestBed.tick();
    expect(document.documentElement.lang).toBe('de');
    expect(document.documentElement.dir).toBe('ltr');
    setting.choose('en');
    expect(say('answer.bar', { digit: 4 })).toBe('Digit 4');
    TestBed.tick();
    expect(document.documentElement.lang).toBe('en');
    setting.choose('de');
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({ providers: [provideSpokenLanguages()] });
    expect(TestBed.inject(LanguageSetting).language()).toBe('de');
  });
});

describe('LanguageSetting, with phrases to fetch', () => {
  beforeEach(() => TestBed.configureTestingModule({ providers: [provideTranslations()] }));

  const wordForClear = (): string => TestBed.inject(Phrases).say('pad.clear');

  it('starts with the phrases of the chosen language, and fetches no others', async () => {
    persist('language', 'de');
    const english = spyOn(LANGUAGES.en, 'load').and.callThrough();
    await TestBed.inject(LanguageSetting).start();
    expect(wordForClear()).toBe('Löschen');
    expect(english).not.toHaveBeenCalled();
  });

  it('keeps the current language until the phrases of the language chosen last have arrived', async () => {
    const setting = TestBed.inject(LanguageSetting);
    persist('language', 'en');
    await setting.start();
    let come: () => void = () => undefined;
    const { load } = LANGUAGES.de;
    const coming = new Promise<void>((resolve) => (come = resolve));
    const german = spyOn(LANGUAGES.de, 'load').and.callFake(() => coming.then(load));
    setting.choose('de');
    TestBed.tick();
    expect(wordForClear()).toBe('Clear');
    setting.choose('en');
    come();
    await german.calls.mostRecent().returnValue;
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    expect([setting.language(), wordForClear()]).toEqual(['en', 'Clear']);
    setting.choose('de');
    expect([setting.language(), wordForClear()]).toEqual(['de', 'Löschen']);
  });

  it('keeps its phrases if others do not arrive, and notes that a part is missing', async () => {
    const setting = TestBed.inject(LanguageSetting);
    await setting.start();
    spyOn(LANGUAGES.de, 'load').and.rejectWith(new TypeError('no network'));
    setting.choose('de');
    TestBed.tick();
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    expect([setting.language(), wordForClear()]).toEqual(['en', 'Clear']);
    expect(TestBed.inject(MissingParts).areSome()).toBeTrue();
  });

  it('starts in English if the phrases of the chosen language do not arrive', async () => {
    persist('language', 'de');
    spyOn(LANGUAGES.de, 'load').and.rejectWith(new TypeError('no network'));
    await TestBed.inject(LanguageSetting).start();
    expect(wordForClear()).toBe('Clear');
  });

  it('does not start without any phrases', async () => {
    persist('language', 'de');
    for (const language of Object.values(LANGUAGES))
      spyOn(language, 'load').and.rejectWith(new TypeError('no network'));
    await expectAsync(TestBed.inject(LanguageSetting).start()).toBeRejectedWithError(/phrases/);
  });
});
