import { Service } from '@angular/core';
import { persistedSwitch } from '../../platform/persisted.ts';

/** Whether the overlay with frame rate and memory is shown: off by default, stored on this device. */
@Service()
export class OverlaySetting {
  private readonly kept = persistedSwitch('overlay', false);

  readonly isShown = this.kept.isOn;

  toggle(): void {
    this.kept.toggle();
  }
}
