import { Component, computed, inject, output } from '@angular/core';
import { Figures } from '../../i18n/figures.ts';
import { Phrases } from '../../i18n/phrases.ts';
import { Icon } from '../../ui/icon.ts';
import { OfflineReadiness, READINESS_WORDS, type Readiness } from './offline-readiness.ts';

/** States shown in the header; the others appear only in the settings. */
const WORTH_SAYING: readonly Readiness[] = [
  ...(['loading', 'asking', 'waiting', 'ready'] as const),
  ...(['damaged', 'blocked'] as const),
];

/** A small label: whether the app works offline. It opens the page about offline use. */
@Component({
  selector: 'app-offline-badge',
  imports: [Icon],
  template: `
    @if (isWorthSaying()) {
      <button
        type="button"
        aria-haspopup="dialog"
        [attr.aria-label]="say('offline.badge', { state: text() })"
        (click)="opened.emit()"
      >
        <app-icon [name]="readiness.state() === 'ready' ? 'check' : 'download'" />
        {{ text() }}
      </button>
    }
  `,
  styleUrl: './offline-badge.css',
})
export class OfflineBadge {
  private readonly figures = inject(Figures);
  protected readonly readiness = inject(OfflineReadiness);
  protected readonly say = inject(Phrases).say;

  readonly opened = output();

  protected readonly isWorthSaying = computed(() => WORTH_SAYING.includes(this.readiness.state()));
  protected readonly text = computed(() => {
    const state = this.readiness.state();
    const [name] = READINESS_WORDS[state];
    const words = this.say(name);
    if (state !== 'loading') return words;
    // Never "100 %" before everything is ready.
    const share = Math.min(this.readiness.share(), 0.99);
    return `${words} · ${this.figures.share(share)}`;
  });
}
