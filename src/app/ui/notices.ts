import { Component, computed, inject, input, signal } from '@angular/core';
import { Phrases } from '../i18n/phrases.ts';
import { Icon } from './icon.ts';

/** A message that interrupts nobody. */
export interface Notice {
  /** What it is about. Once dismissed, notices of this kind do not come back. */
  readonly kind: string;
  readonly text: string;
  /** What the user can do about it. */
  readonly action?: { readonly text: string; readonly run: () => void };
}

/** Shows notices until they are dismissed, above its other content. */
@Component({
  selector: 'app-notices',
  imports: [Icon],
  template: `
    @for (notice of open(); track notice.kind) {
      <div class="notice">
        <p>{{ notice.text }}</p>
        @if (notice.action; as action) {
          <button type="button" class="pill-button" (click)="action.run()">
            {{ action.text }}
          </button>
        }
        <button
          type="button"
          class="round-button"
          [attr.aria-label]="say('problem.dismiss')"
          (click)="putAway(notice.kind)"
        >
          <app-icon name="clear" />
        </button>
      </div>
    }
    <ng-content />
  `,
  styleUrl: './notices.css',
  host: { 'aria-live': 'polite' },
})
export class Notices {
  protected readonly say = inject(Phrases).say;

  readonly notices = input.required<readonly Notice[]>();

  private readonly away = signal<readonly string[]>([]);
  protected readonly open = computed(() =>
    this.notices().filter(({ kind }) => !this.away().includes(kind)),
  );

  protected putAway(kind: string): void {
    this.away.update((away) => [...away, kind]);
  }
}
