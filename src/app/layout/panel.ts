import {
  booleanAttribute,
  DestroyRef,
  Directive,
  effect,
  ElementRef,
  inject,
  input,
  untracked,
} from '@angular/core';
import { StageAreas } from './stage-areas.ts';

/** A panel on the stage: the network keeps clear of it. */
@Directive({ selector: '[appPanel]' })
export class Panel {
  /** Whether the panel has a column of the stage to itself, from top to bottom. */
  readonly hasColumn = input(false, { transform: booleanAttribute });

  constructor() {
    const areas = inject(StageAreas);
    const element = inject<ElementRef<Element>>(ElementRef).nativeElement;
    inject(DestroyRef).onDestroy(areas.add(element, { hasColumn: this.hasColumn }));
    effect(() => {
      this.hasColumn();
      untracked(() => {
        areas.measure();
      });
    });
  }
}
