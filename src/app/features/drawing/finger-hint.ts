import { Component, inject, output } from '@angular/core';
import { Phrases } from '../../i18n/phrases.ts';
import { PalmRule } from './palm-rule.ts';

/** Tells whose finger was taken for the hand beside a pen, and lets fingers draw again. */
@Component({
  selector: 'app-finger-hint',
  template: `
    @if (palm.isFingerIgnored()) {
      <div class="hint">
        <p>{{ say('pad.fingerIgnored') }}</p>
        <button type="button" class="pill-button" (click)="useFingers()">
          {{ say('pad.useFingers') }}
        </button>
      </div>
    }
  `,
  styleUrl: './finger-hint.css',
  host: { 'aria-live': 'polite' },
})
export class FingerHint {
  protected readonly palm = inject(PalmRule);
  protected readonly say = inject(Phrases).say;

  /** Fingers draw from here on, and the button is gone. */
  readonly answered = output();

  protected useFingers(): void {
    this.palm.forgetPen();
    this.answered.emit();
  }
}
