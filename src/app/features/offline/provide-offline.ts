import {
  inject,
  isDevMode,
  makeEnvironmentProviders,
  provideEnvironmentInitializer,
  type EnvironmentProviders,
} from '@angular/core';
import { provideServiceWorker, type SwRegistrationOptions } from '@angular/service-worker';
import { NEVER } from 'rxjs';
import { HomeScreenAddress } from './install/home-screen-address.ts';
import { InstallPrompt } from './install/install-prompt.ts';

/**
 * Provides Angular's service worker support, and starts what must listen from the beginning. Angular does not register
 * the worker, because it would try only once; `ShellRegistration` retries, and begins after the first prediction.
 */
export function provideOffline(): EnvironmentProviders {
  const options: Pick<SwRegistrationOptions, 'enabled' | 'registrationStrategy'> = {
    enabled: !isDevMode(),
    registrationStrategy: () => NEVER,
  };
  return makeEnvironmentProviders([
    provideServiceWorker('sw.js', options),
    provideEnvironmentInitializer(() => {
      // The browser offers an installation only once, at any time; these must be listening by then.
      inject(InstallPrompt);
      inject(HomeScreenAddress);
    }),
  ]);
}
