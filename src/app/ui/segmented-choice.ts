import { Component, input, model } from '@angular/core';

/** One of the things that can be chosen. */
export interface Segment<T extends string> {
  readonly value: T;
  readonly text: string;
  /** Language of the text, where it is not the page's. */
  readonly lang?: string;
}

let groups = 0;

/** A choice of a few, side by side. */
@Component({
  selector: 'app-segmented-choice',
  templateUrl: './segmented-choice.html',
  styleUrl: './segmented-choice.css',
  host: { role: 'radiogroup', '[attr.aria-label]': 'name()' },
})
export class SegmentedChoice<T extends string> {
  /** Accessible name. */
  readonly name = input.required<string>();
  readonly segments = input.required<readonly Segment<T>[]>();
  readonly value = model.required<T>();

  /** What makes radio buttons one group in the document. */
  protected readonly group = `segments-${(groups += 1)}`;
}
