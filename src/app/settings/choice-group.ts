import { Component, input, output } from '@angular/core';

/** One of the things to choose between. */
export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  /** Language of the label, where it is not the page's. */
  readonly language?: string;
}

/** A few choices side by side, of which one holds. */
@Component({
  selector: 'app-choice-group',
  templateUrl: './choice-group.html',
  styleUrl: './choice-group.css',
})
export class ChoiceGroup<T extends string> {
  readonly legend = input.required<string>();
  /** Of the radio buttons; the page's only group of that name. */
  readonly name = input.required<string>();
  readonly choices = input.required<readonly Choice<T>[]>();
  readonly value = input.required<T>();

  readonly chosen = output<T>();
}
