import { Component, inject } from '@angular/core';
import { Phrases } from '../i18n/phrases';
import { PreparationSetting } from './preparation-setting';

/** What is done with a drawing. */
@Component({
  selector: 'app-drawing-settings',
  template: `
    <h3>{{ say('settings.drawing') }}</h3>
    <button
      type="button"
      class="switch wide-switch"
      role="switch"
      aria-describedby="settings-fitted"
      [attr.aria-checked]="preparation.isPrepared()"
      (click)="preparation.toggle()"
    >
      {{ say('settings.fitted') }}<span class="knob" aria-hidden="true"></span>
    </button>
    <p id="settings-fitted">{{ say('settings.fittedMeaning') }}</p>
  `,
})
export class DrawingSettings {
  protected readonly preparation = inject(PreparationSetting);
  protected readonly say = inject(Phrases).say;
}
