import { HashLocationStrategy, PlatformLocation } from '@angular/common';
import { inject, Injectable } from '@angular/core';
import { wholeEscapes } from './whole-escapes.ts';

/**
 * Keeps routes behind the address's `#`. A path would break `base href="./"`, which lets the app lie in any folder; and
 * Angular's own strategy writes `#/…` alone, which that base makes an address of the folder, without its query: the
 * weights that it names would be lost.
 */
@Injectable()
export class HashBesideQuery extends HashLocationStrategy {
  private readonly location = inject(PlatformLocation);

  constructor() {
    super(inject(PlatformLocation));
  }

  override path(includeHash?: boolean): string {
    return wholeEscapes(super.path(includeHash));
  }

  override prepareExternalUrl(internal: string): string {
    const { pathname, search } = this.location;
    const route = internal.replace(/^\//, '');
    return `${pathname}${search}${route === '' ? '' : `#/${route}`}`;
  }
}
