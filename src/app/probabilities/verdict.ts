import { Component, inject, input } from '@angular/core';
import { Figures } from '../i18n/figures';
import { Phrases } from '../i18n/phrases';
import type { Judgement } from './judgement';

/** The answer in words and in one large figure. */
@Component({
  selector: 'app-verdict',
  templateUrl: './verdict.html',
  styleUrl: './verdict.css',
})
export class Verdict {
  protected readonly figures = inject(Figures);
  protected readonly say = inject(Phrases).say;

  readonly judgement = input.required<Judgement>();
}
