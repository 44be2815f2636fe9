import { InjectionToken, isDevMode } from '@angular/core';

/** What the app uses of `ServiceWorkerContainer`. */
export type ServiceWorkers = Pick<
  ServiceWorkerContainer,
  'register' | 'controller' | 'addEventListener'
>;

/** Where service workers are registered; undefined if there are none, for example on plain http. */
export const SERVICE_WORKERS = new InjectionToken<ServiceWorkers | undefined>('service workers', {
  // `ng serve` and the specs have none to register.
  factory: () => (isDevMode() ? undefined : (navigator as Partial<Navigator>).serviceWorker),
});

/** The caches with the app's files; undefined if there are no service workers. */
export const CACHES = new InjectionToken<CacheStorage | undefined>('caches', {
  factory: () => (globalThis as Partial<typeof globalThis>).caches,
});

/** The browser's storage as a whole; undefined in old browsers and on plain http. */
export const DEVICE_STORAGE = new InjectionToken<StorageManager | undefined>('device storage', {
  factory: () => (navigator as Partial<Navigator>).storage,
});

/** Reloads the page. */
export const RELOAD = new InjectionToken<() => void>('reload', {
  factory: () => () => {
    location.reload();
  },
});
interface Connection {
  readonly saveData?: boolean;
  readonly type?: string;
}

/** Whether the connection may be billed by volume, as far as the browser says; replaced in specs. */
export const METERED_CONNECTION = new InjectionToken<() => boolean>('metered connection', {
  factory: () => () => isMetered((navigator as { readonly connection?: Connection }).connection),
});

/** Whether to ask before a large download: the user wants to save data, or is on a mobile network. */
export function isMetered(connection: Connection | undefined): boolean {
  return connection?.saveData === true || connection?.type === 'cellular';
}
