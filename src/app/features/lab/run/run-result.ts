import { Component, computed, inject, input, output } from '@angular/core';
import { Figures } from '../../../i18n/figures.ts';
import { Phrases } from '../../../i18n/phrases.ts';
import type { CurvePoint } from '../../../network/lab/shared/curve.ts';
import type { ExamResult } from '../../../network/lab/shared/exam.ts';
import { learnsInTinySteps } from '../../../network/lab/shared/dead-run.ts';

/** How many of 100 new digits are read right; before a run, how to make the prediction. */
@Component({
  selector: 'app-run-result',
  template: `
    @if (isAsking()) {
      <p class="hint">{{ say('lab.flagHint') }}</p>
      <button type="button" class="skip" (click)="skipped.emit()">
        {{ say('lab.dontKnow') }}
      </button>
    } @else {
      <p class="share" translate="no" data-part="result">
        {{ share() }}<span class="percent">%</span>
      </p>
      <p class="of">{{ say('lab.ofNew') }}</p>
      <p class="shown" translate="no" data-part="images">
        {{ say('lab.shown', { count: images() }) }}
      </p>
      @if (exam(); as exam) {
        <p class="exam" translate="no" data-part="exam">
          {{ say('lab.examResult', { share: figures.accuracy(exam.accuracy) }) }}
        </p>
      } @else if (canOpenExam()) {
        <button type="button" class="pill-button" (click)="examOpened.emit()">
          {{ say('lab.openExam') }}
        </button>
      }
      @if (isSlow()) {
        <p class="shown">{{ say('lab.tinySteps') }}</p>
      }
    }
  `,
  styleUrl: './run-result.css',
})
export class RunResult {
  protected readonly figures = inject(Figures);
  protected readonly say = inject(Phrases).say;

  /** What was measured last, or at the moment that is looked at. */
  readonly point = input.required<CurvePoint | undefined>();
  /** Images learned from so far. */
  readonly images = input.required<number>();
  readonly isAsking = input.required<boolean>();
  /** Whether the run has ended, or is dead: then it says what it learned in other words. */
  readonly isDead = input(false);
  /** How it read what was shut until the end, once that is open. */
  readonly exam = input<ExamResult>();
  /** Whether it can be opened now. */
  readonly canOpenExam = input(false);
  readonly examOpened = output();
  /** Somebody does not want to guess. */
  readonly skipped = output();

  /** Whole points of 100. */
  protected readonly share = computed(() => {
    const point = this.point();
    return point ? this.figures.count(Math.round(point.accuracy * 100)) : '–';
  });
  protected readonly isSlow = computed(() => {
    const point = this.point();
    return !this.isDead() && point !== undefined && learnsInTinySteps(point);
  });
}
