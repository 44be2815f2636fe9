import { Component, inject, input, output, type OnInit } from '@angular/core';
import { Phrases } from '../i18n/phrases.ts';
import { Icon } from './icon.ts';
import { MissingParts } from '../platform/missing-parts.ts';

/**
 * Stands in for a part of the page whose script did not arrive: says so, and offers to reload the page. Without a
 * `text` it shows nothing and leaves it to a notice.
 */
@Component({
  selector: 'app-missing-part',
  imports: [Icon],
  template: `
    @if (text(); as line) {
      <p role="alert">{{ line }}</p>
      <button type="button" class="pill-button" (click)="reloaded.emit()">
        <app-icon name="retry" />{{ say('offline.reload') }}
      </button>
    }
  `,
  styleUrl: './missing-part.css',
})
export class MissingPart implements OnInit {
  private readonly parts = inject(MissingParts);
  protected readonly say = inject(Phrases).say;

  readonly text = input<string>();
  readonly reloaded = output();

  ngOnInit(): void {
    if (this.text() === undefined) this.parts.report();
  }
}
