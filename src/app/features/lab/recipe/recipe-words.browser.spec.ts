import { TestBed } from '@angular/core/testing';
import { LanguageSetting } from '../../../i18n/language-setting.ts';
import { provideSpokenLanguages } from '../../../i18n/testing/provide-spoken-languages.ts';
import { DEFAULT_SETTINGS, type LabSettings } from '../../../network/lab/shared/lab-settings.ts';
import { RecipeWords } from './recipe-words.ts';

describe('a run in a few words', () => {
  beforeEach(() => TestBed.configureTestingModule({ providers: [provideSpokenLanguages()] }));

  const told = (settings: Partial<LabSettings> = {}, isChanged = false): string =>
    TestBed.inject(RecipeWords).told({ ...DEFAULT_SETTINGS, ...settings }, isChanged);

  it('has its layers, and what is not as usual', () => {
    expect(told()).toBe('32 neurons');
    expect(told({ hidden: [64, 16], rate: 0.03 })).toBe('64 · 16 neurons, rate 0.03');
    expect(told({ hidden: [], digits: 1000 }, true)).toBe(
      'no layer in between, 1,000 digits, changed while it learned',
    );
    TestBed.inject(LanguageSetting).choose('de');
    expect(told({ rate: 0.03, isExam: true })).toBe('32 Neuronen, Rate 0,03, mit Prüfung');
  });

  it('tells runs apart that differ in any one setting', () => {
    const others: Partial<LabSettings>[] = [
      {},
      { hidden: [16] },
      { digits: 1000 },
      { stop: { kind: 'passes', passes: 50 } },
      { batchSize: 16 },
      { rate: 1 },
      { weightDecay: 0.001 },
      { wrongPercent: 40 },
      { leftOut: [7] },
      { ownDigits: 'train' },
      { ownDigits: 'test' },
      { optimizer: 'adam' },
      { seed: 2 },
      { isExam: true },
      { device: 'gpu' },
    ];
    const names = others.map((settings) => told(settings));
    expect(new Set(names).size).toBe(others.length);
    expect(names.join()).not.toContain('Half');
  });
});
