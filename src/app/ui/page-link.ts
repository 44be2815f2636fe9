import { LocationStrategy } from '@angular/common';
import { Directive, effect, ElementRef, inject, input } from '@angular/core';

/**
 * A link to another page of the app, by its route; the address of the export stays. Angular's own link and a binding of
 * `href`, with what makes addresses safe that come from elsewhere, would be nine kilobytes of the app's first script.
 */
@Directive({ selector: 'a[appPageLink]' })
export class PageLink {
  private readonly strategy = inject(LocationStrategy);
  private readonly link = inject<ElementRef<HTMLAnchorElement>>(ElementRef).nativeElement;

  /** Such as `lab`; empty for the first page. */
  readonly route = input.required<string>({ alias: 'appPageLink' });

  constructor() {
    effect(() => {
      const address = this.strategy.prepareExternalUrl(this.route());
      // A change of the part after the `#` is one that the router follows; without one, the browser loads the app anew.
      this.link.href = address.includes('#') ? address : `${address}#/`;
    });
  }
}
