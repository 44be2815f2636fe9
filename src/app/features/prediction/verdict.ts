import { Component, computed, inject, input } from '@angular/core';
import { Figures } from '../../i18n/figures.ts';
import { Phrases } from '../../i18n/phrases.ts';
import type { Judgement } from '#model';

/** The answer in words and in one large figure. */
@Component({
  selector: 'app-verdict',
  templateUrl: './verdict.html',
  styleUrl: './verdict.css',
})
export class Verdict {
  private readonly figures = inject(Figures);
  protected readonly say = inject(Phrases).say;

  readonly judgement = input.required<Judgement>();
  /** Whose share is written, if it names the same digit: figures change less often than digits. */
  readonly written = input.required<Judgement>();

  protected readonly share = computed(() => {
    const [judgement, written] = [this.judgement(), this.written()];
    if (judgement.kind !== 'digit') return '';
    const isSame = written.kind === 'digit' && written.digit === judgement.digit;
    return this.figures.probability((isSame ? written : judgement).probability);
  });
}
