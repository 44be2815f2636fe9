import { Component, inject, input, output } from '@angular/core';
import { Phrases } from '../i18n/phrases.ts';
import { Icon } from './icon.ts';

/** In the place of a part of the page whose script did not arrive: says so, and offers to open the page anew. */
@Component({
  selector: 'app-missing-part',
  imports: [Icon],
  template: `
    <p>{{ text() }}</p>
    <button type="button" class="pill-button" (click)="reloaded.emit()">
      <app-icon name="retry" />{{ say('offline.reload') }}
    </button>
  `,
  styleUrl: './missing-part.css',
  host: { role: 'alert' },
})
export class MissingPart {
  protected readonly say = inject(Phrases).say;

  readonly text = input.required<string>();
  readonly reloaded = output();
}
