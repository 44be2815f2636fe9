import { Component, computed, input } from '@angular/core';

interface Bar {
  readonly digit: number;
  /** 0..1. */
  readonly probability: number;
  /** Percent with one decimal. */
  readonly percent: number;
  readonly text: string;
  /** The same, but for nine bars that are next to nothing. */
  readonly shownText: string;
  readonly isLargest: boolean;
}

/** Shares that round to no percent. */
const NEXT_TO_NOTHING = 0.005;
const DIGITS = Array.from({ length: 10 }, (_, digit) => digit);

/** Ten bars, one a digit. Without an answer all are empty. */
@Component({
  selector: 'app-answer-bars',
  templateUrl: './answer-bars.html',
  styleUrl: './answer-bars.css',
})
export class AnswerBars {
  /** `[10]`; undefined when nothing is claimed. */
  readonly probabilities = input.required<Float32Array | undefined>();
  /** Whether no bar is to stand out: the drawing may be no digit, or one of two. */
  readonly isInDoubt = input(false);

  protected readonly bars = computed(() => {
    const probabilities = this.probabilities();
    const largest = probabilities ? Math.max(...probabilities) : undefined;
    return DIGITS.map((digit): Bar => {
      const probability = probabilities?.[digit] ?? 0;
      return {
        digit,
        probability,
        percent: Math.round(probability * 1000) / 10,
        text: probabilities ? percentText(probability) : 'no answer',
        shownText: probability < NEXT_TO_NOTHING ? '' : percentText(probability),
        isLargest: probability === largest && !this.isInDoubt(),
      };
    });
  });
}

/** Whole percent for people; what is not quite nothing and not quite certain is not called so. */
export function percentText(probability: number): string {
  if (probability > 1 - NEXT_TO_NOTHING) return '>99 %';
  if (probability < NEXT_TO_NOTHING) return '<1 %';
  return `${Math.round(probability * 100)} %`;
}
