import { Component, inject } from '@angular/core';
import { Phrases } from '../../i18n/phrases.ts';
import { OverlaySetting } from './overlay-setting.ts';

/** The switch for the overlay with frame rate and memory. */
@Component({
  selector: 'app-overlay-settings',
  template: `
    <h3>{{ say('settings.device') }}</h3>
    <button
      type="button"
      class="switch wide-switch"
      role="switch"
      aria-describedby="settings-overlay"
      [attr.aria-checked]="overlay.isShown()"
      (click)="overlay.toggle()"
    >
      {{ say('settings.overlay') }}<span class="knob" aria-hidden="true"></span>
    </button>
    <p id="settings-overlay">{{ say('settings.overlayMeaning') }}</p>
  `,
})
export class OverlaySettings {
  protected readonly overlay = inject(OverlaySetting);
  protected readonly say = inject(Phrases).say;
}
