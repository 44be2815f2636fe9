import {
  inject,
  provideAppInitializer,
  provideBrowserGlobalErrorListeners,
  ɵSHARED_STYLES_HOST,
  type ApplicationConfig,
} from '@angular/core';
import { LocationStrategy } from '@angular/common';
import { provideRouter } from '@angular/router';
import { ROUTES } from './app.routes.ts';
import { provideLanguages } from './i18n/provide-languages.ts';
import { provideLibrary } from './network/library/client/provide-library.ts';
import { provideOffline } from './features/offline/provide-offline.ts';
import { HashBesideQuery } from './platform/hash-beside-query.ts';
import { ConstructedStyles } from './platform/constructed-styles.ts';
import { TextSizeSetting } from './platform/text-size-setting.ts';
import { ThemeSetting } from './platform/theme-setting.ts';
import { provideTranslatedTexts } from './platform/translated-texts.ts';

/** The providers of the whole app. */
export const appConfig: ApplicationConfig = {
  providers: [
    { provide: ɵSHARED_STYLES_HOST, useClass: ConstructedStyles },
    provideTranslatedTexts(),
    provideBrowserGlobalErrorListeners(),
    provideAppInitializer(() => {
      // Created for their effect on the page, and before the app waits for its texts.
      inject(TextSizeSetting);
      inject(ThemeSetting);
    }),
    provideLanguages(),
    provideRouter(ROUTES),
    { provide: LocationStrategy, useClass: HashBesideQuery },
    provideOffline(),
    provideLibrary(),
  ],
};
