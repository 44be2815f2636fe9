import { Service } from '@angular/core';
import { keptSwitch } from '../../platform/kept-switch.ts';

/** Whether frames and memory are shown in figures: not until someone wants it, kept on this device. */
@Service()
export class OverlaySetting {
  private readonly kept = keptSwitch('overlay', false);

  readonly isShown = this.kept.isOn;

  toggle(): void {
    this.kept.toggle();
  }

  forget(): void {
    this.kept.forget();
  }
}
