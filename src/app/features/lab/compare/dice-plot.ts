import { Component, computed, inject, input } from '@angular/core';
import { Figures } from '../../../i18n/figures.ts';
import { Phrases } from '../../../i18n/phrases.ts';

/** The axis is at least so wide, in points of 100. */
const LEAST_SPAN = 2;
const MOST_TICKS = 6;

/** How many new digits two recipes read right with each dice: a ring for the run that is compared, dots for the others. */
@Component({
  selector: 'app-dice-plot',
  template: `
    @for (row of rows(); track $index) {
      <p class="name" [attr.data-run]="$index">{{ row.label }}</p>
      <div class="line" translate="no">
        <span class="visually-hidden">{{ row.words }}</span>
        @for (dot of row.dots; track $index) {
          <span
            class="dot"
            aria-hidden="true"
            [class.own]="$first"
            [attr.data-run]="row.run"
            [style.left.%]="dot"
          ></span>
        }
      </div>
    }
    <div class="ticks" aria-hidden="true" translate="no">
      @for (tick of ticks(); track tick.text) {
        <span [style.left.%]="tick.at">{{ tick.text }}</span>
      }
    </div>
  `,
  styleUrl: './dice-plot.css',
})
export class DicePlot {
  private readonly figures = inject(Figures);
  protected readonly say = inject(Phrases).say;

  readonly labels = input.required<readonly string[]>();
  /** Which colours they have. */
  readonly runs = input.required<readonly number[]>();
  /** Shares read right, 0..1, of each recipe; that of the run that is compared first. */
  readonly shares = input.required<readonly (readonly number[])[]>();

  /** Whole points of 100 around all of them. */
  private readonly range = computed((): readonly [number, number] => {
    const all = this.shares()
      .flat()
      .map((share) => share * 100);
    const [least, most] = [Math.floor(Math.min(...all)), Math.ceil(Math.max(...all))];
    return [Math.min(least, 100 - LEAST_SPAN), Math.max(most, least + LEAST_SPAN)].map((edge) =>
      Math.min(100, Math.max(0, edge)),
    ) as [number, number];
  });
  protected readonly rows = computed(() =>
    this.shares().map((shares, index) => ({
      label: this.labels()[index] ?? '',
      run: this.runs()[index] ?? index,
      words: shares.map((share) => this.figures.accuracy(share)).join(', '),
      dots: shares.map((share) => this.at(share * 100)),
    })),
  );
  protected readonly ticks = computed(() => {
    const [least, most] = this.range();
    const step = Math.max(1, Math.ceil((most - least) / MOST_TICKS));
    const count = Math.floor((most - least) / step) + 1;
    return Array.from({ length: count }, (_, index) => {
      const point = least + index * step;
      return { at: this.at(point), text: this.figures.share(point / 100) };
    });
  });

  private at(point: number): number {
    const [least, most] = this.range();
    return ((point - least) / (most - least)) * 100;
  }
}
