import { inject, provideAppInitializer, type EnvironmentProviders } from '@angular/core';
import { provideTransloco } from '@jsverse/transloco';
import { LanguageSetting } from './language-setting.ts';
import { LANGUAGES } from './languages.ts';

/** Transloco, set up for the app's languages. The app starts when its phrases are here. */
export function provideLanguages(): EnvironmentProviders[] {
  return [...provideTranslations(), provideAppInitializer(() => inject(LanguageSetting).start())];
}

/** Transloco without any phrases yet. */
export function provideTranslations(): EnvironmentProviders[] {
  return provideTransloco({
    config: { availableLangs: Object.keys(LANGUAGES), defaultLang: 'en', prodMode: !ngDevMode },
  });
}
