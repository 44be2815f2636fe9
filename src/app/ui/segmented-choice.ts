import { Component, input, model } from '@angular/core';

/** One of the options. */
export interface Segment<T extends string> {
  readonly value: T;
  readonly text: string;
  /** Accessible name, where the text is a sign. */
  readonly name?: string;
  /** The language of the text, if it is not the page's. */
  readonly lang?: string;
}

let groups = 0;

/** A choice between a few options, side by side. */
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

  /** The name that makes the radio buttons one group in the document. */
  protected readonly group = `segments-${(groups += 1)}`;
}
