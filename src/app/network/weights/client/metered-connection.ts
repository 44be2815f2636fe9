import { InjectionToken } from '@angular/core';

interface Connection {
  readonly saveData?: boolean;
  readonly type?: string;
}

/** Whether each byte may cost money, as far as the browser tells; replaced in specs. */
export const METERED_CONNECTION = new InjectionToken<() => boolean>('metered connection', {
  factory: () => () => isMetered((navigator as { readonly connection?: Connection }).connection),
});

/** Whether to ask before anything large is fetched: data are to be saved, or come over a mobile network. */
export function isMetered(connection: Connection | undefined): boolean {
  return connection?.saveData === true || connection?.type === 'cellular';
}
