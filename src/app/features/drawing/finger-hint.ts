import { Component, inject, output } from '@angular/core';
import { Phrases } from '../../i18n/phrases.ts';
import { PalmRule } from './palm-rule.ts';

/** Explains why a finger does not draw after a pen was used, and has a button that lets fingers draw again. */
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

  /** The button was pressed and has disappeared, so the focus needs a new place. */
  readonly answered = output();

  protected useFingers(): void {
    this.palm.forgetPen();
    this.answered.emit();
  }
}
