import { inject, Service } from '@angular/core';
import { Phrases } from '../../../i18n/phrases.ts';

/** Digits as words, for whoever hears them: "four", "fours". */
@Service()
export class DigitNames {
  private readonly say = inject(Phrases).say;

  one(digit: number): string {
    return this.counted(digit, 1);
  }

  /** As it is called where there are so many of it. */
  counted(digit: number, count: number): string {
    return this.say('evidence.names', { count }).split(' ')[digit] ?? String(digit);
  }
}
