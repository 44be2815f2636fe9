import { Component, computed, inject, input, output } from '@angular/core';
import { Phrases } from '../../../i18n/phrases.ts';
import type { TestAnswers } from '../../../network/lab/shared/test-answers.ts';
import type { TestDigits } from '../../../network/lab/shared/test-digits.ts';
import { DigitNames } from './digit-names.ts';
import { DigitPicture } from './digit-picture.ts';

/** Test digits as pictures, each with what it was read as; one that is pressed is chosen. */
@Component({
  selector: 'app-mistake-list',
  imports: [DigitPicture],
  template: `
    <ul [class.answers]="saysAnswers()">
      @for (mistake of mistakes(); track mistake.digit) {
        <li>
          <button
            type="button"
            [class.on-paper]="mistake.digit === onPaper()"
            [attr.aria-label]="mistake.name"
            [attr.aria-pressed]="mistake.digit === onPaper()"
            [attr.data-digit]="mistake.digit"
            (click)="chosen.emit(mistake.digit)"
          >
            <app-digit-picture [digits]="digits()" [digit]="mistake.digit" />
          </button>
          @if (saysAnswers()) {
            <span aria-hidden="true" translate="no"
              >{{ say('evidence.read') }} <b>{{ mistake.answer }}</b></span
            >
          }
        </li>
      }
    </ul>
    @if (more() > 0) {
      <p>{{ say('evidence.more', { count: more() }) }}</p>
    }
  `,
  styleUrl: './mistake-list.css',
})
export class MistakeList {
  private readonly names = inject(DigitNames);
  protected readonly say = inject(Phrases).say;

  readonly digits = input.required<TestDigits>();
  readonly test = input.required<TestAnswers>();
  /** Positions among the test digits, in the order in which they are shown. */
  readonly list = input.required<readonly number[]>();
  /** So many are shown at most. */
  readonly most = input.required<number>();
  /** Whether what each was read as stands below it. */
  readonly saysAnswers = input(false);
  /** The digit that lies on the paper. */
  readonly onPaper = input<number>();
  readonly chosen = output<number>();

  protected readonly mistakes = computed(() => {
    const [{ labels }, { answers }] = [this.digits(), this.test()];
    return this.list()
      .slice(0, this.most())
      .map((digit) => {
        const answer = answers[digit] ?? 0;
        const label = this.names.one(labels[digit] ?? 0);
        const words = { label, answer: this.names.one(answer) };
        return { digit, answer, name: this.say('evidence.layOnPaper', words) };
      });
  });
  protected readonly more = computed(() => Math.max(0, this.list().length - this.most()));
}
