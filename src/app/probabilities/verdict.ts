import { Component, computed, input } from '@angular/core';
import { percentText } from './answer-bars';

/** Below this share no digit has most of the probability, and none is named. */
const MAJORITY = 0.5;

/** The answer in words and in one large figure. */
@Component({
  selector: 'app-verdict',
  templateUrl: './verdict.html',
  styleUrl: './verdict.css',
})
export class Verdict {
  /** `[10]`; undefined when nothing is claimed. */
  readonly probabilities = input.required<Float32Array | undefined>();

  protected readonly likeliest = computed(() => likeliestDigit(this.probabilities()));
  protected readonly percentText = percentText;
}

/** The digit that has most of the probability, if one has. */
export function likeliestDigit(
  probabilities: Float32Array | undefined,
): { readonly digit: number; readonly probability: number } | undefined {
  const digit = probabilities?.findIndex((probability) => probability > MAJORITY) ?? -1;
  return digit === -1 ? undefined : { digit, probability: probabilities?.[digit] ?? 0 };
}
