import { ErrorHandler, ɵSHARED_STYLES_HOST, type ApplicationConfig } from '@angular/core';
import { provideLanguages } from './i18n/provide-languages';
import { provideOffline } from './offline/provide-offline';
import { ConstructedStyles } from './ui/constructed-styles';
import { MissingParts } from './ui/missing-parts';

/** What the whole app is given. */
export const appConfig: ApplicationConfig = {
  providers: [
    { provide: ɵSHARED_STYLES_HOST, useClass: ConstructedStyles },
    { provide: ErrorHandler, useExisting: MissingParts },
    provideLanguages(),
    provideOffline(),
  ],
};
