import { booleanAttribute, DestroyRef, Directive, ElementRef, inject, input } from '@angular/core';
import { StageAreas } from './stage-areas.ts';

/** A panel on the stage. The network does not overlap it. */
@Directive({ selector: '[appPanel]' })
export class Panel {
  /**
   * Whether the panel has a column of the stage for itself, from top to bottom. The network stays out of all of it, so
   * that it does not move when the panel moves within its column.
   */
  readonly hasColumn = input(false, { transform: booleanAttribute });

  constructor() {
    const element = inject<ElementRef<Element>>(ElementRef).nativeElement;
    inject(DestroyRef).onDestroy(inject(StageAreas).add(element, this.hasColumn));
  }
}
