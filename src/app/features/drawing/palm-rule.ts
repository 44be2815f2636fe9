import { computed, inject, Service, signal } from '@angular/core';
import { PenSettings } from './pen-settings.ts';
import { CLOCK } from '../../platform/clock.ts';
import { PenMemory } from './pen-memory.ts';

/** Whether the hand that holds a pen is told from a finger that draws, and what is said about it. */
@Service()
export class PalmRule {
  private readonly settings = inject(PenSettings);
  private readonly ignoring = signal(false);
  private readonly pen = new PenMemory(inject(CLOCK), (isIgnoring) => {
    this.ignoring.set(isIgnoring);
  });

  /** Whether a finger was ignored that may have meant to draw. */
  readonly isFingerIgnored = computed(() => this.ignoring() && this.settings.isPalmIgnored());

  /** A pen moves over the paper, or draws on it. */
  recordPen(isDown: boolean): void {
    if (isDown) this.pen.draws();
    else this.pen.hovers();
  }

  /** Whether a touch that came down is to be ignored. */
  ignoresTouch(isPenDown: boolean): boolean {
    return this.settings.isPalmIgnored() && this.pen.ignoresTouch(isPenDown);
  }

  /** From here on fingers draw, until a pen does. */
  forgetPen(): void {
    this.pen.forget();
  }
}
