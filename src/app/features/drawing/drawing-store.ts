import { computed, Service, signal } from '@angular/core';
import { reduceDrawing, UNTOUCHED, type DrawingCommand } from './drawing-command.ts';

/**
 * Holds the drawing. Everything that draws (the pad, its tools, keys, the demonstration) dispatches commands;
 * everything else reads the resulting signals.
 */
@Service({ autoProvided: false })
export class DrawingStore {
  private readonly state = signal(UNTOUCHED);

  readonly history = computed(() => this.state().history);
  /** The drawing on the paper; the same object as long as nothing changes. */
  readonly drawing = computed(() => this.history().present);
  /** Whether the pen or the eraser is down. */
  readonly isPenDown = computed(() => this.state().isPenDown);
  /** Counts lifts of the pen and new pictures: after each a digit may be complete. */
  readonly completed = computed(() => this.state().completed);

  dispatch(command: DrawingCommand): void {
    this.state.update((state) => reduceDrawing(state, command));
  }
}
