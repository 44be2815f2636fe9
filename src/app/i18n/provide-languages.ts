import type { EnvironmentProviders } from '@angular/core';
import { provideTransloco } from '@jsverse/transloco';
import { TRANSLATIONS } from './languages.ts';

/** Transloco, set up for the app's languages. */
export function provideLanguages(): EnvironmentProviders[] {
  return provideTransloco({
    config: { availableLangs: Object.keys(TRANSLATIONS), defaultLang: 'en', prodMode: !ngDevMode },
  });
}
