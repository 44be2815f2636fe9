import { Component, computed, input, output } from '@angular/core';

/** A slider for a number. */
@Component({
  selector: 'app-range-setting',
  template: `
    <label>
      <span>{{ name() }}</span>
      <output aria-hidden="true">{{ text() }}</output>
      <input
        #slider
        type="range"
        [min]="least()"
        [max]="most()"
        [step]="step()"
        [value]="value()"
        [style.--share]="share()"
        [attr.aria-label]="name()"
        [attr.aria-valuetext]="text()"
        (input)="chosen.emit(slider.valueAsNumber)"
      />
    </label>
  `,
  styleUrl: './range-setting.css',
})
export class RangeSetting {
  readonly name = input.required<string>();
  readonly least = input.required<number>();
  readonly most = input.required<number>();
  readonly step = input(1);
  readonly value = input.required<number>();
  /** The value as it is shown and read aloud. */
  readonly text = input.required<string>();

  readonly chosen = output<number>();

  /** How far the thumb has come from the least value, 0 to 1. */
  protected readonly share = computed(
    () => (this.value() - this.least()) / (this.most() - this.least()),
  );
}
