import { Component, input } from '@angular/core';
import { percentText } from './answer-bars';
import type { Judgement } from './judgement';

/** The answer in words and in one large figure. */
@Component({
  selector: 'app-verdict',
  templateUrl: './verdict.html',
  styleUrl: './verdict.css',
})
export class Verdict {
  readonly judgement = input.required<Judgement>();

  protected readonly percentText = percentText;
}
