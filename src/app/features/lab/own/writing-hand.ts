import { Service } from '@angular/core';
import { persistedSwitch } from '../../../platform/persisted.ts';

/** Which hand writes, stored on this device: what is pressed after each digit lies on its side. */
@Service()
export class WritingHand {
  private readonly left = persistedSwitch('left-hand', false);

  readonly isLeft = this.left.isOn;

  toggle(): void {
    this.left.toggle();
  }
}
