import { isDevMode, type EnvironmentProviders } from '@angular/core';
import { provideServiceWorker, type SwRegistrationOptions } from '@angular/service-worker';
import { NEVER } from 'rxjs';

/**
 * What the app is told by its service worker. Angular does not register it: it would try once, and
 * `ShellRegistration` tries until it is there, after the first answer.
 */
export function provideOffline(): EnvironmentProviders {
  const options: Pick<SwRegistrationOptions, 'enabled' | 'registrationStrategy'> = {
    enabled: !isDevMode(),
    registrationStrategy: () => NEVER,
  };
  return provideServiceWorker('sw.js', options);
}
