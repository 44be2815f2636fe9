import { inject, Service } from '@angular/core';
import { Phrases } from '../../../i18n/phrases.ts';
import type { TestAnswers } from '../../../network/lab/shared/test-answers.ts';
import type { TestDigits } from '../../../network/lab/shared/test-digits.ts';
import type { NamedDigit } from './digit-list.ts';

/** Digits as words, for whoever hears them: "four", "fours". */
@Service()
export class DigitNames {
  private readonly say = inject(Phrases).say;

  one(digit: number): string {
    return this.counted(digit, 1);
  }

  /** Test digits, each called what it is and what it was read as. */
  mistakes(
    list: readonly number[],
    { labels }: Pick<TestDigits, 'labels'>,
    { answers }: Pick<TestAnswers, 'answers'>,
  ): readonly NamedDigit[] {
    return list.map((digit) => {
      const answer = answers[digit] ?? 0;
      const words = { label: this.one(labels[digit] ?? 0), answer: this.one(answer) };
      return { digit, answer, name: this.say('evidence.layOnPaper', words) };
    });
  }

  /** As it is called where there are so many of it. */
  counted(digit: number, count: number): string {
    return this.say('evidence.names', { count }).split(' ')[digit] ?? String(digit);
  }
}
