import { Component, computed, debounced, inject, input } from '@angular/core';
import { Phrases } from '../i18n/phrases';
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
  private readonly say = inject(Phrases).say;

  readonly judgement = input.required<Judgement>();

  private readonly sentence = computed(() => sentenceOf(this.judgement(), this.say));
  protected readonly settled = debounced(this.sentence, SETTLE_MS);
}
