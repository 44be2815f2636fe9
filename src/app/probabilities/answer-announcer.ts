import { Component, computed, debounced, input } from '@angular/core';
import { sentenceOf, type Judgement } from './judgement';

/** Quiet time after which an answer is read out: while someone draws, it changes too often. */
const SETTLE_MS = 700;

/** Reads the answer out to screen readers once it has settled. */
@Component({
  selector: 'app-answer-announcer',
  template: `{{ settled.value() }}`,
  host: { role: 'status', class: 'visually-hidden' },
})
export class AnswerAnnouncer {
  readonly judgement = input.required<Judgement>();

  private readonly sentence = computed(() => sentenceOf(this.judgement()));
  protected readonly settled = debounced(this.sentence, SETTLE_MS);
}
