import type { Brush, Drawing, InkPoint, Wipe } from '#model';
import {
  beginStroke,
  clearSketch,
  dropChange,
  EMPTY_SKETCH,
  erase,
  extendStroke,
  redoChange,
  showPicture,
  undoChange,
  type Sketch,
} from './sketch.ts';

/** What can be done to a drawing: plain data, which can be sent to other threads and devices, recorded and replayed. */
export type DrawingCommand =
  /** The pen goes down. */
  | { readonly kind: 'begin'; readonly point: InkPoint; readonly brush: Brush }
  /** The pen goes on: points for the last stroke. */
  | { readonly kind: 'extend'; readonly points: readonly InkPoint[] }
  /** The eraser is down, and goes on; `isGoingOn`: both are one change with what it erased before. */
  | { readonly kind: 'erase'; readonly wipe: Wipe; readonly isGoingOn: boolean }
  /** Pen or eraser is lifted. */
  | { readonly kind: 'lift' }
  /** A hand rested on the paper: as many of the last changes are undone for good. */
  | { readonly kind: 'drop'; readonly changes: number }
  /** A picture comes in the place of everything; `raster`: ink 0..1, row-major, `[28][28]`. */
  | { readonly kind: 'picture'; readonly raster: Float32Array }
  | { readonly kind: 'undo' | 'redo' | 'clear' }
  /** A new sheet, where nothing can be undone; with a drawing that was there before. */
  | { readonly kind: 'reset'; readonly drawing?: Drawing };

/** What has become of the paper. */
export interface DrawingState {
  readonly sketch: Sketch;
  /** Whether pen or eraser is down. */
  readonly isPenDown: boolean;
  /** How many times a digit may have been completed. */
  readonly completed: number;
}

/** A new sheet. */
export const UNTOUCHED: DrawingState = { sketch: EMPTY_SKETCH, isPenDown: false, completed: 0 };

/** What a command makes of a drawing. */
export function reduceDrawing(state: DrawingState, command: DrawingCommand): DrawingState {
  const { sketch, isPenDown, completed } = state;
  switch (command.kind) {
    case 'begin':
      return {
        ...state,
        sketch: beginStroke(sketch, command.point, command.brush),
        isPenDown: true,
      };
    case 'extend':
      return { ...state, sketch: extendStroke(sketch, command.points) };
    case 'erase':
      return { ...state, sketch: erase(sketch, command.wipe, command.isGoingOn), isPenDown: true };
    case 'lift':
      return isPenDown ? { sketch, isPenDown: false, completed: completed + 1 } : state;
    case 'drop':
      return { ...state, sketch: dropChanges(sketch, command.changes), isPenDown: false };
    case 'picture':
      return { ...state, sketch: showPicture(sketch, command.raster), completed: completed + 1 };
    case 'undo':
      return { ...state, sketch: undoChange(sketch) };
    case 'redo':
      return { ...state, sketch: redoChange(sketch) };
    case 'clear':
      return { ...state, sketch: clearSketch(sketch) };
    case 'reset': {
      const { drawing } = command;
      return {
        ...UNTOUCHED,
        sketch: drawing ? { ...EMPTY_SKETCH, drawing } : EMPTY_SKETCH,
        completed,
      };
    }
    default:
      return command satisfies never;
  }
}

function dropChanges(sketch: Sketch, count: number): Sketch {
  let dropped = sketch;
  for (let i = 0; i < count; i++) dropped = dropChange(dropped);
  return dropped;
}
