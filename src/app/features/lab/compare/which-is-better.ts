import { Component, computed, inject, input } from '@angular/core';
import { Figures } from '../../../i18n/figures.ts';
import { Phrases } from '../../../i18n/phrases.ts';
import { chanceSpan, couldBeChance } from '../../../network/lab/evidence/mc-nemar.ts';

/** What the digits that only one of two runs reads say: a bar with the border that chance would give it, and words. */
@Component({
  selector: 'app-which-is-better',
  template: `
    <p class="question">{{ say('compare.which') }}</p>
    @if (total() > 0) {
      <div class="bar" aria-hidden="true">
        <span [attr.data-run]="runs()[0]" [style.inline-size.%]="(onlyA() / total()) * 100"></span>
        <span [attr.data-run]="runs()[1]" [style.inline-size.%]="(onlyB() / total()) * 100"></span>
        <i [style.left.%]="span().from" [style.inline-size.%]="span().width"></i>
      </div>
      <p class="quiet" aria-hidden="true">{{ say('compare.dashed') }}</p>
    }
    <p class="words" data-part="chance" translate="no">{{ words() }}</p>
  `,
  styleUrl: './which-is-better.css',
})
export class WhichIsBetter {
  private readonly figures = inject(Figures);
  protected readonly say = inject(Phrases).say;

  /** How many digits only the first run reads, and only the second. */
  readonly onlyA = input.required<number>();
  readonly onlyB = input.required<number>();
  /** Which colours they have. */
  readonly runs = input.required<readonly number[]>();

  protected readonly total = computed(() => this.onlyA() + this.onlyB());
  protected readonly span = computed(() => {
    const [least, most] = chanceSpan(this.total());
    const percent = 100 / Math.max(1, this.total());
    return { from: least * percent, width: (most - least) * percent };
  });
  protected readonly words = computed(() => {
    const [a, b] = [this.onlyA(), this.onlyB()];
    if (a + b === 0) return this.say('compare.noDifference');
    const numbers = { a: this.figures.count(a), b: this.figures.count(b) };
    return couldBeChance(a, b)
      ? this.say('compare.chance', numbers)
      : this.say('compare.noChance', numbers);
  });
}
