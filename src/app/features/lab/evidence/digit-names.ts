import { inject, Service } from '@angular/core';
import { Phrases } from '../../../i18n/phrases.ts';

/** Digits as words, for whoever hears them: "four", "fours". */
@Service()
export class DigitNames {
  private readonly say = inject(Phrases).say;

  one(digit: number): string {
    return this.nth('evidence.names', digit);
  }

  several(digit: number): string {
    return this.nth('evidence.plurals', digit);
  }

  private nth(key: 'evidence.names' | 'evidence.plurals', digit: number): string {
    return this.say(key).split(' ')[digit] ?? String(digit);
  }
}
