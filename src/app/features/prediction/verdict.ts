import { Component, computed, inject, input } from '@angular/core';
import { Figures } from '../../i18n/figures.ts';
import { Phrases } from '../../i18n/phrases.ts';
import type { Judgement } from '#model';

/** The answer: a sentence and one large figure. */
@Component({
  selector: 'app-verdict',
  templateUrl: './verdict.html',
  styleUrl: './verdict.css',
})
export class Verdict {
  private readonly figures = inject(Figures);
  protected readonly say = inject(Phrases).say;

  readonly judgement = input.required<Judgement>();
  /** The throttled judgement, whose share is shown where it names the same digit: digits change at once. */
  readonly displayed = input.required<Judgement>();

  protected readonly share = computed(() => {
    const [judgement, displayed] = [this.judgement(), this.displayed()];
    if (judgement.kind !== 'digit') return '';
    const isSame = displayed.kind === 'digit' && displayed.digit === judgement.digit;
    return this.figures.probability((isSame ? displayed : judgement).probability);
  });
}
