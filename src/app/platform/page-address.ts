import { DOCUMENT } from '@angular/common';
import { inject, InjectionToken, Service } from '@angular/core';

/** The query parameter that names an export. */
export const WEIGHTS_PARAMETER = 'weights';

/** The folder that the app lies in, with the `/` at its end. */
export function appFolderOf(document: Document): URL {
  return new URL('.', document.baseURI);
}

/** Absolute address of the app's folder, with the `/` at its end. */
export const APP_FOLDER = new InjectionToken<string>('app folder', {
  factory: () => appFolderOf(inject(DOCUMENT)).href,
});

/**
 * What the page's address asks for, before its `#`: `?weights=` names an export, `?page=offline` the page on offline use,
 * as the app icon's shortcut does. All such parameters are read here.
 */
@Service()
export class PageAddress {
  private readonly location = inject(DOCUMENT).location;

  /** The export that the address names, as written there; null if none. */
  get weights(): string | null {
    return this.query.get(WEIGHTS_PARAMETER);
  }

  /** Whether it asks for a part of the app that opens over the page. */
  asksFor(part: 'offline'): boolean {
    return this.query.get('page') === part;
  }

  private get query(): URLSearchParams {
    return new URLSearchParams(this.location.search);
  }
}
