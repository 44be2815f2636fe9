import { LocationStrategy } from '@angular/common';
import { computed, Directive, inject, input } from '@angular/core';

/** A link to another page of the app, by its route; the address of the export stays. */
@Directive({ selector: 'a[appPageLink]', host: { '[href]': 'href()' } })
export class PageLink {
  private readonly strategy = inject(LocationStrategy);

  /** Such as `lab`. */
  readonly route = input.required<string>({ alias: 'appPageLink' });

  // A change of the part after the `#` is one that the router follows.
  protected readonly href = computed(() => this.strategy.prepareExternalUrl(this.route()));
}
