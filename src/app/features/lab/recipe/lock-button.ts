import { Component, inject, input, output } from '@angular/core';
import { Phrases } from '../../../i18n/phrases.ts';
import { Icon } from '../../../ui/icon.ts';

/** A lock beside what others may change or not. */
@Component({
  selector: 'app-lock-button',
  imports: [Icon],
  template: `
    <button
      type="button"
      class="lock"
      [attr.aria-label]="say('lesson.lock', { word: text() })"
      [attr.aria-pressed]="isLocked()"
      [attr.data-lock]="name()"
      (click)="toggled.emit()"
    >
      <app-icon [name]="isLocked() ? 'locked' : 'unlocked'" />
    </button>
  `,
  styles: `
    .lock {
      display: grid;
      place-items: center;
      inline-size: calc(44 * var(--px));
      block-size: calc(44 * var(--px));
      padding: 0;
      border: 0;
      border-radius: 12px;
      background: none;
      color: var(--text-quiet);
      cursor: pointer;
      touch-action: manipulation;
    }

    .lock[aria-pressed='true'] {
      color: var(--text);
    }

    .lock:hover {
      background: var(--control-hover);
    }

    .lock:focus-visible {
      outline: 3px solid var(--focus);
    }
  `,
})
export class LockButton {
  protected readonly say = inject(Phrases).say;

  /** What it stands beside, as a link names it. */
  readonly name = input.required<string>();
  /** The same in words. */
  readonly text = input.required<string>();
  readonly isLocked = input.required<boolean>();
  readonly toggled = output();
}
