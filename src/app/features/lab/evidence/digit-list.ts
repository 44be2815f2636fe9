import { Component, inject, input, output } from '@angular/core';
import { Phrases } from '../../../i18n/phrases.ts';
import type { TestDigits } from '../../../network/lab/shared/test-digits.ts';
import { DigitPicture } from './digit-picture.ts';

/** A test digit as it is named for whoever hears of it. */
export interface NamedDigit {
  /** Its position among the test digits. */
  readonly digit: number;
  readonly name: string;
  /** What it was read as. */
  readonly answer?: number;
}

/** Test digits as pictures; one that is pressed is chosen. */
@Component({
  selector: 'app-digit-list',
  imports: [DigitPicture],
  template: `
    <ul [class.answers]="saysAnswers()">
      <!-- By place: from moment to moment pictures are painted anew, and none is made. -->
      @for (one of list(); track $index) {
        <li>
          <button
            type="button"
            [class.on-paper]="one.digit === onPaper()"
            [attr.aria-label]="one.name"
            [attr.aria-pressed]="one.digit === onPaper()"
            [attr.data-digit]="one.digit"
            (click)="chosen.emit(one.digit)"
          >
            <app-digit-picture [digits]="digits()" [digit]="one.digit" />
          </button>
          @if (saysAnswers()) {
            <span aria-hidden="true" translate="no"
              >{{ say('evidence.read') }} <b>{{ one.answer }}</b></span
            >
          }
        </li>
      }
    </ul>
  `,
  styleUrl: './digit-list.css',
})
export class DigitList {
  protected readonly say = inject(Phrases).say;

  readonly digits = input.required<TestDigits>();
  readonly list = input.required<readonly NamedDigit[]>();
  /** Whether what each was read as stands below it. */
  readonly saysAnswers = input(false);
  /** The digit that lies on the paper. */
  readonly onPaper = input<number>();
  readonly chosen = output<number>();
}
