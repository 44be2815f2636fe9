import { Component, computed, inject } from '@angular/core';
import { Figures } from '../../../i18n/figures.ts';
import { Phrases } from '../../../i18n/phrases.ts';
import { DigitDownload } from '../../../network/library/client/digit-download.ts';

/** A switch that brings all digits onto this device, and says how much that is. */
@Component({
  selector: 'app-digit-files',
  template: `
    <h3>{{ say('lab.filesHeading') }}</h3>
    <p>{{ say('lab.filesMeaning') }}</p>
    @if (digits.all() === 'here') {
      <p>{{ say('lab.filesHere') }}</p>
    } @else {
      <button
        type="button"
        class="switch wide-switch"
        role="switch"
        [attr.aria-checked]="isLoading()"
        (click)="toggle()"
      >
        {{ say('lab.filesSwitch', { size: size() }) }}<span class="knob" aria-hidden="true"></span>
      </button>
    }
    <p role="status" translate="no">{{ state() }}</p>
  `,
  styles: `
    :host {
      display: grid;
      gap: 8px;
    }
  `,
})
export class DigitFiles {
  private readonly figures = inject(Figures);
  protected readonly digits = inject(DigitDownload);
  protected readonly say = inject(Phrases).say;

  protected readonly isLoading = computed(() => this.digits.all() === 'loading');
  protected readonly size = computed(() => this.figures.size(this.digits.bytesMissing()));
  protected readonly state = computed(() => {
    const [progress, problem] = [this.digits.progress(), this.digits.problem()];
    if (this.isLoading() && progress) {
      return this.say('lab.filesLoading', {
        here: this.figures.size(progress.bytesHere),
        all: this.figures.size(progress.bytes),
      });
    }
    if (this.digits.all() !== 'failed' || !problem) return '';
    if (problem.failure.storage !== undefined) return this.say('lab.filesFull');
    return this.say('lab.filesFailed', { message: problem.message });
  });

  constructor() {
    void this.digits.look();
  }

  protected toggle(): void {
    if (this.isLoading()) this.digits.cancel();
    else void this.digits.bring('all');
  }
}
