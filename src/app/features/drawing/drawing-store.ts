import { computed, Service, signal } from '@angular/core';
import { reduceDrawing, UNTOUCHED, type DrawingCommand } from './drawing-command.ts';

/**
 * What is drawn. Whoever draws (the pad, its tools, keys, the demonstration) sends commands, everything else looks at
 * what they make.
 */
@Service({ autoProvided: false })
export class DrawingStore {
  private readonly state = signal(UNTOUCHED);

  readonly history = computed(() => this.state().history);
  /** What is to be seen; stays the same object when nothing is drawn or taken away. */
  readonly drawing = computed(() => this.history().present);
  /** Whether the pen is down, or the eraser. */
  readonly isPenDown = computed(() => this.state().isPenDown);
  /** How many times a digit may have been completed: the pen was lifted, or a picture came onto the paper. */
  readonly completed = computed(() => this.state().completed);

  dispatch(command: DrawingCommand): void {
    this.state.update((state) => reduceDrawing(state, command));
  }
}
