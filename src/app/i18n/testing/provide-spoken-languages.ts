import { inject, provideEnvironmentInitializer, type EnvironmentProviders } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import de from '../de.json' with { type: 'json' };
import deLab from '../de.lab.json' with { type: 'json' };
import en from '../en.json' with { type: 'json' };
import enLab from '../en.lab.json' with { type: 'json' };
import { provideTranslations } from '../provide-languages.ts';

/** All languages with their phrases from the start, so that no spec has to wait for them. */
export function provideSpokenLanguages(): EnvironmentProviders[] {
  return [
    ...provideTranslations(),
    provideEnvironmentInitializer(() => {
      const transloco = inject(TranslocoService);
      transloco.setTranslation({ ...en, ...enLab }, 'en');
      transloco.setTranslation({ ...de, ...deLab }, 'de');
    }),
  ];
}
