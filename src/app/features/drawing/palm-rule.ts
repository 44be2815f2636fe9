import { computed, inject, Service, signal } from '@angular/core';
import { PenSettings } from './pen-settings.ts';
import { CLOCK } from '../../platform/clock.ts';
import { PenMemory } from './pen-memory.ts';

/** Tells the hand that holds a pen from a finger that draws, and whether the user needs an explanation. */
@Service()
export class PalmRule {
  private readonly settings = inject(PenSettings);
  private readonly ignoring = signal(false);
  private readonly pen = new PenMemory(inject(CLOCK), (isIgnoring) => {
    this.ignoring.set(isIgnoring);
  });

  /** Whether a finger was ignored that may have been meant to draw. */
  readonly isFingerIgnored = computed(() => this.ignoring() && this.settings.isPalmIgnored());

  /** To be called when a pen hovers over the paper or draws on it. */
  recordPen(isDown: boolean): void {
    if (isDown) this.pen.draws();
    else this.pen.hovers();
  }

  /** Whether a touch that just went down is to be ignored. */
  ignoresTouch(isPenDown: boolean): boolean {
    return this.settings.isPalmIgnored() && this.pen.ignoresTouch(isPenDown);
  }

  /** Lets fingers draw until a pen is used again. */
  forgetPen(): void {
    this.pen.forget();
  }
}
