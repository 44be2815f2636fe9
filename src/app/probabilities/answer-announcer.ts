import { Component, computed, debounced, input } from '@angular/core';
import { likeliestDigit } from './verdict';

/** Quiet time after which an answer is read out: while someone draws, it changes too often. */
const SETTLE_MS = 700;

/** Reads the answer out to screen readers once it has settled. */
@Component({
  selector: 'app-answer-announcer',
  template: `{{ settled.value() }}`,
  host: { role: 'status', class: 'visually-hidden' },
})
export class AnswerAnnouncer {
  /** `[10]`; undefined when nothing is claimed. */
  readonly probabilities = input.required<Float32Array | undefined>();

  private readonly sentence = computed(() => {
    const probabilities = this.probabilities();
    if (!probabilities) return '';
    const answer = likeliestDigit(probabilities);
    return answer
      ? `It reads ${answer.digit}, ${Math.round(answer.probability * 100)} percent sure`
      : 'It is not sure';
  });
  protected readonly settled = debounced(this.sentence, SETTLE_MS);
}
