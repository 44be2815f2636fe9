import { Component, inject, input } from '@angular/core';
import { Phrases } from '../../../i18n/phrases.ts';
import { LinkCode } from './link-code.ts';

/** The link that gives the same run on every device. */
@Component({
  selector: 'app-run-link',
  imports: [LinkCode],
  template: `
    <h3>{{ say('lab.linkHeading') }}</h3>
    <p>{{ say('lab.linkMeaning') }}</p>
    <app-link-code [query]="query()" />
    @if (isOnGpu()) {
      <p>{{ say('lab.linkOnCpu') }}</p>
    }
    @if (hasOwn()) {
      <p>{{ say('lab.linkWithoutMine') }}</p>
    }
    @if (isChanged()) {
      <p>{{ say('lab.linkChanged') }}</p>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 8px;
    }
  `,
})
export class RunLink {
  protected readonly say = inject(Phrases).say;

  /** The link's text, behind its `?`. */
  readonly query = input.required<string>();
  readonly isOnGpu = input.required<boolean>();
  /** Whether own digits are in the run. */
  readonly hasOwn = input.required<boolean>();
  /** Whether settings were changed while the run learned. */
  readonly isChanged = input(false);
}
