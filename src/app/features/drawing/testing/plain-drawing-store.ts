import type { Drawing } from '#model';
import {
  reduceDrawing,
  UNTOUCHED,
  type DrawingCommand,
  type DrawingState,
} from '../drawing-command.ts';

/** A `DrawingStore` without Angular. */
export class PlainDrawingStore {
  state: DrawingState = UNTOUCHED;

  readonly drawing = (): Drawing => this.state.history.present;

  dispatch(command: DrawingCommand): void {
    this.state = reduceDrawing(this.state, command);
  }
}
