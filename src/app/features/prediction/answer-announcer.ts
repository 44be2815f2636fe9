import { Component, computed, inject, input } from '@angular/core';
import { Phrases } from '../../i18n/phrases.ts';
import { settled } from '../../platform/settled.ts';
import type { Saying } from '../../network/saying.ts';
import { sentenceOf } from './sentence-of.ts';

/** An answer is read out when it has not changed for this long: while somebody draws, it changes too often. */
const SETTLE_MS = 700;

/** Announces the answer to screen readers once it has settled. */
@Component({
  selector: 'app-answer-announcer',
  template: `{{ settled.value() }}`,
  host: { role: 'status', class: 'visually-hidden' },
})
export class AnswerAnnouncer {
  private readonly say = inject(Phrases).say;

  readonly saying = input.required<Saying>();

  /** `[10]`; undefined without an answer. */
  readonly probabilities = input<Float32Array>();

  private readonly sentence = computed(() =>
    sentenceOf(this.saying(), this.probabilities(), this.say),
  );
  protected readonly settled = settled(this.sentence, SETTLE_MS);
}
