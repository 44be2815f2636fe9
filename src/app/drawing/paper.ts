import { computed, Service, signal } from '@angular/core';
import { EMPTY_SKETCH, type Sketch } from './sketch.ts';

/** What is drawn: the pad, its tools and the demonstration change it, everything else looks at it. */
@Service()
export class Paper {
  private readonly current = signal(EMPTY_SKETCH);

  readonly sketch = this.current.asReadonly();
  /** What is to be seen; stays the same object when nothing is drawn or taken away. */
  readonly drawing = computed(() => this.sketch().drawing);

  /** Replaces the sketch by what becomes of it. */
  change(become: (sketch: Sketch) => Sketch): void {
    this.current.update(become);
  }

  /** Takes a new sheet: nothing can be undone. */
  reset(): void {
    this.current.set(EMPTY_SKETCH);
  }
}
