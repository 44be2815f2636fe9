import { Component, computed, input, output } from '@angular/core';

/** One of the stops. */
export interface Stop {
  readonly text: string;
  /** How high its bar is, 0..1; none of them has one where they have no order. */
  readonly height?: number;
}

let groups = 0;

/** A row of choices under a question, from little to much: radio buttons with bars. */
@Component({
  selector: 'app-choice-stops',
  template: `
    <p [id]="group" class="title">{{ title() }}</p>
    <div class="stops" role="radiogroup" [attr.aria-labelledby]="group">
      @for (stop of stops(); track $index) {
        <label>
          <input
            type="radio"
            [name]="group"
            [checked]="$index === chosen()"
            (change)="picked.emit($index)"
          />
          @if (hasBars()) {
            <span class="bar" aria-hidden="true"
              ><span [style.block-size.%]="(stop.height ?? 0) * 100"></span
            ></span>
          }
          <span class="value" translate="no">{{ stop.text }}</span>
        </label>
      }
    </div>
    @if (low()) {
      <p class="ends">
        <span>{{ low() }}</span><span>{{ high() }}</span>
      </p>
    }
    @if (meaning()) {
      <p class="meaning">{{ meaning() }}</p>
    }
  `,
  styleUrl: './choice-stops.css',
})
export class ChoiceStops {
  readonly title = input.required<string>();
  readonly stops = input.required<readonly Stop[]>();
  /** Index of the one in force; -1 for none of them. */
  readonly chosen = input.required<number>();
  /** What the first and the last one mean. */
  readonly low = input('');
  readonly high = input('');
  readonly meaning = input('');

  readonly picked = output<number>();

  protected readonly group = `stops-${(groups += 1)}`;
  protected readonly hasBars = computed(() => this.stops().some(({ height }) => height));
}
