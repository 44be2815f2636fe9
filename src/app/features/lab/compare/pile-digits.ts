import { Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import { Phrases } from '../../../i18n/phrases.ts';
import type { TestAnswers } from '../../../network/lab/shared/test-answers.ts';
import type { TestDigits } from '../../../network/lab/shared/test-digits.ts';
import { DigitList, type NamedDigit } from '../evidence/digit-list.ts';

const PAGE = 60;

/** The digits of a pile: each can be laid on the paper. */
@Component({
  selector: 'app-pile-digits',
  imports: [DigitList],
  template: `
    <app-digit-list
      [digits]="test()"
      [list]="digits()"
      [onPaper]="onPaper()"
      (chosen)="taken.emit($event)"
    />
    @if (shown() < pile().length) {
      <button type="button" class="pill-button" (click)="shown.set(shown() + page)">
        {{ say('compare.moreDigits') }}
      </button>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 8px;
      justify-items: start;
    }

    app-digit-list {
      inline-size: 100%;
    }
  `,
})
export class PileDigits {
  protected readonly say = inject(Phrases).say;
  protected readonly page = PAGE;

  readonly test = input.required<TestDigits>();
  /** Positions among the test digits. */
  readonly pile = input.required<readonly number[]>();
  /** What both networks answered. */
  readonly answers = input.required<readonly [TestAnswers, TestAnswers]>();
  readonly labels = input.required<readonly string[]>();
  /** The digit that lies on the paper. */
  readonly onPaper = input<number>();
  /** A digit was tapped; by its position. */
  readonly taken = output<number>();

  protected readonly shown = linkedSignal({ source: this.pile, computation: () => PAGE });
  protected readonly digits = computed((): readonly NamedDigit[] => {
    const [test, [a, b], [nameA = '', nameB = '']] = [this.test(), this.answers(), this.labels()];
    return this.pile()
      .slice(0, this.shown())
      .map((digit) => ({
        digit,
        name: this.say('compare.digit', {
          ...{ label: test.labels[digit] ?? 0, nameA, nameB },
          ...{ answerA: a.answers[digit] ?? 0, answerB: b.answers[digit] ?? 0 },
        }),
      }));
  });
}
