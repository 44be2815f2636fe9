import { inject, provideEnvironmentInitializer, type EnvironmentProviders } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import de from '../de.json' with { type: 'json' };
import en from '../en.json' with { type: 'json' };
import { provideTranslations } from '../provide-languages.ts';

/** Languages whose phrases are all there from the start: no spec has to wait for words. */
export function provideSpokenLanguages(): EnvironmentProviders[] {
  return [
    ...provideTranslations(),
    provideEnvironmentInitializer(() => {
      const transloco = inject(TranslocoService);
      transloco.setTranslation(en, 'en');
      transloco.setTranslation(de, 'de');
    }),
  ];
}
