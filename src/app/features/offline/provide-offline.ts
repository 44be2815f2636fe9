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
 * What the app is told by its service worker, and what has to be heard from the start. Angular does not register
 * the worker: it would try once, and `ShellRegistration` tries until it is there, after the first answer.
 */
export function provideOffline(): EnvironmentProviders {
  const options: Pick<SwRegistrationOptions, 'enabled' | 'registrationStrategy'> = {
    enabled: !isDevMode(),
    registrationStrategy: () => NEVER,
  };
  return makeEnvironmentProviders([
    provideServiceWorker('sw.js', options),
    provideEnvironmentInitializer(() => {
      // The browser offers to install the app when it likes, and says so once.
      inject(InstallPrompt);
      inject(HomeScreenAddress);
    }),
  ]);
}
