import { Component, computed, effect, inject, output, signal } from '@angular/core';
import { Figures } from '../../i18n/figures.ts';
import { Phrases } from '../../i18n/phrases.ts';
import { CLOCK } from '../../platform/clock.ts';
import { Icon } from '../../ui/icon.ts';
import { OfflineReadiness, READINESS_WORDS, type Readiness } from './offline-readiness.ts';

/** States shown in the header; the others appear only in the settings. */
const WORTH_SAYING: readonly Readiness[] = [
  ...(['loading', 'asking', 'waiting', 'ready'] as const),
  ...(['damaged', 'blocked'] as const),
];

/** How long the words stay once everything is saved, in milliseconds. */
const NEWS_MS = 3000;

/**
 * A small sign: whether the app works offline. It opens the page about offline use. While files are being saved it is
 * a ring that fills, since a number that counts draws more attention than it deserves; its words appear with the
 * pointer or the focus, for a moment when everything is saved, and whenever something has to be known or done.
 */
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
        <span class="sign">
          @if (readiness.state() === 'loading') {
            <svg class="ring" viewBox="0 0 24 24" aria-hidden="true">
              <circle cx="12" cy="12" r="10.5" />
              <circle cx="12" cy="12" r="10.5" pathLength="1" [attr.stroke-dasharray]="arc()" />
            </svg>
          }
          <app-icon [name]="readiness.state() === 'ready' ? 'check' : 'download'" />
        </span>
        <span class="words" [class.aside]="!areWordsShown()">{{ text() }}</span>
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
  private readonly isNews = signal(false);
  protected readonly areWordsShown = computed(() => {
    const state = this.readiness.state();
    return state === 'ready' ? this.isNews() : state !== 'loading';
  });
  /** Length of the ring's filled part and of the gap after it, in rounds. */
  protected readonly arc = computed(() => `${this.readiness.share().toFixed(3)} 1`);
  protected readonly text = computed(() => {
    const state = this.readiness.state();
    const [name] = READINESS_WORDS[state];
    const words = this.say(name);
    if (state !== 'loading') return words;
    // Never "100 %" before everything is ready.
    const share = Math.min(this.readiness.share(), 0.99);
    return `${words} · ${this.figures.share(share)}`;
  });

  constructor() {
    const clock = inject(CLOCK);
    effect((onCleanup) => {
      if (this.readiness.state() !== 'ready') return;
      this.isNews.set(true);
      onCleanup(
        clock.after(NEWS_MS, () => {
          this.isNews.set(false);
        }),
      );
    });
  }
}
