import {
  booleanAttribute,
  DestroyRef,
  Directive,
  ElementRef,
  inject,
  input,
  type OnInit,
} from '@angular/core';
import { StageAreas } from './stage-areas.ts';

/** A panel on the stage: the network keeps clear of it. */
@Directive({ selector: '[appPanel]' })
export class Panel implements OnInit {
  private readonly element = inject<ElementRef<Element>>(ElementRef).nativeElement;
  private readonly areas = inject(StageAreas);
  private readonly destroyRef = inject(DestroyRef);

  /** Whether it is the one with the ten answers. */
  readonly isAnswers = input(false, { transform: booleanAttribute });

  ngOnInit(): void {
    this.destroyRef.onDestroy(this.areas.add(this.element, this.isAnswers()));
  }
}
