import { Component, computed, inject, output } from '@angular/core';
import { Phrases } from '../../i18n/phrases.ts';
import { Icon } from '../../ui/icon.ts';
import { OfflineReadiness, READINESS_WORDS } from './offline-readiness.ts';

/** The settings' section on offline use: its state, and a button that opens the page about it. */
@Component({
  selector: 'app-offline-summary',
  imports: [Icon],
  template: `
    <h3>{{ say('offline.title') }}</h3>
    <p>{{ state() }}</p>
    <button type="button" class="pill-button" aria-haspopup="dialog" (click)="opened.emit()">
      <app-icon name="download" />{{ say('offline.open') }}
    </button>
  `,
  styleUrl: './offline-summary.css',
})
export class OfflineSummary {
  private readonly readiness = inject(OfflineReadiness);
  protected readonly say = inject(Phrases).say;

  readonly opened = output();

  protected readonly state = computed(() => this.say(READINESS_WORDS[this.readiness.state()][0]));
}
