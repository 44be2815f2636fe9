import { Service } from '@angular/core';
import { persistedSwitch } from '../../platform/persisted.ts';

/** Whether frames and memory are shown in figures: not until someone wants it, kept on this device. */
@Service()
export class OverlaySetting {
  private readonly kept = persistedSwitch('overlay', false);

  readonly isShown = this.kept.isOn;

  toggle(): void {
    this.kept.toggle();
  }
}
